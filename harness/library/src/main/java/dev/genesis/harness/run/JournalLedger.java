package dev.genesis.harness.run;

/** The books of one process: what its journal said of every node. */
final class JournalLedger implements RunMerge.Journal {
  private boolean completed;

  @Override
  public void accept(JournalEvent event) {
    completed = event instanceof JournalEvent.Completed;
  }

  @Override
  public void ended(ProcessEnd end) {}

  @Override
  public boolean completed() {
    return completed;
  }
}
