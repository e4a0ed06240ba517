package dev.genesis.harness.sandbox.stack;

import java.util.List;

/** A program that the sandbox can find, and the Debian package that holds it. */
public enum Tool {
  PROMETHEUS("Prometheus", "prometheus", "prometheus", "prometheus"),
  PROMTOOL("promtool", "prometheus", "promtool", "promtool"),
  PUSHGATEWAY("Pushgateway", "prometheus-pushgateway", "pushgateway", "prometheus-pushgateway"),
  ALERTMANAGER(
      "Alertmanager", "prometheus-alertmanager", "alertmanager", "prometheus-alertmanager"),
  AMTOOL("amtool", "prometheus-alertmanager", "amtool", "amtool"),
  NODE_EXPORTER(
      "node exporter", "prometheus-node-exporter", "node_exporter", "prometheus-node-exporter");

  private final String title;
  private final String debianPackage;
  private final String executable;
  private final String debianExecutable;

  Tool(String title, String debianPackage, String executable, String debianExecutable) {
    this.title = title;
    this.debianPackage = debianPackage;
    this.executable = executable;
    this.debianExecutable = debianExecutable;
  }

  /** Its name in a sentence. */
  public String title() {
    return title;
  }

  /** The Debian package that holds it. */
  public String debianPackage() {
    return debianPackage;
  }

  /** The names of its executable: as its makers call it, and as Debian does. */
  public List<String> executables() {
    return List.of(executable, debianExecutable);
  }
}
