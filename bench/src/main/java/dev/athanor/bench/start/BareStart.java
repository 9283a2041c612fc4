package dev.athanor.bench.start;

/** The least that a Java program can do. */
final class BareStart {
  private BareStart() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
