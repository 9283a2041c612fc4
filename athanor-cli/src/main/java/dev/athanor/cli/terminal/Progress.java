package dev.athanor.cli.terminal;

/** Shows how far something is. Quick, and safe for use by several threads. */
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress SILENT = new Progress() {
    @Override
    public void at(long done, long total, String detail) {
      // Nobody wants to know.
    }

    @Override
    public void close() {
      // There is nothing to remove.
    }
  };

  /**
   * So much is done.
   *
   * @param total of what there is to do; 0 when that is not known yet
   * @param detail what is being done, such as the name of a document; may be empty
   */
  void at(long done, long total, String detail);

  /** It is over: removes the bar. */
  @Override
  void close();
}
