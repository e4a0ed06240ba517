package dev.genesis.harness.monitor;

/** A file that cannot be read as what it should be. */
public final class MonitoringFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  MonitoringFileException(Finding finding) {
    super(finding.sentence());
    this.finding = finding;
  }

  public Finding finding() {
    return finding;
  }
}
