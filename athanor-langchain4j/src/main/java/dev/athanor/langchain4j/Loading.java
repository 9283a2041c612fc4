package dev.athanor.langchain4j;

/** Classes by the names that a record has. */
final class Loading {
  private Loading() {}

  /** The class, where the thread's own are; not initialised yet. */
  static Class<?> named(String name) throws ClassNotFoundException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return Class.forName(name, false, context == null ? Loading.class.getClassLoader() : context);
  }
}
