package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The monitoring programs, each with the flags that make it fit for loopback. */
public final class Programs {
  private Programs() {}

  /** What a configuration file holds, which may depend on the program's own address. */
  @FunctionalInterface
  public interface Config {
    /**
     * Writes what the configuration needs beside it into the folder, and returns the text of the
     * configuration file itself.
     */
    String text(Path folder, URI address) throws IOException;
  }

  /** Pushgateway, which keeps what was pushed over a restart, a second after it at the latest. */
  public static ProgramSpec pushgateway() {
    return new Spec(
        Tool.PUSHGATEWAY,
        "/-/ready",
        (folder, address) ->
            List.of(
                "--web.listen-address=" + address.getAuthority(),
                "--web.enable-admin-api",
                "--persistence.file=" + folder.resolve("pushed"),
                "--persistence.interval=1s"));
  }

  /**
   * Prometheus.
   *
   * @param flags further flags, such as {@code --rules.alert.for-grace-period=1s}
   */
  public static ProgramSpec prometheus(Config config, List<String> flags) {
    return new Spec(
        Tool.PROMETHEUS,
        "/-/ready",
        (folder, address) -> {
          Path file = folder.resolve("prometheus.yml");
          Files.writeString(file, config.text(folder, address));
          List<String> arguments = new ArrayList<>();
          arguments.add("--config.file=" + file);
          arguments.add("--storage.tsdb.path=" + folder.resolve("data"));
          arguments.add("--web.listen-address=" + address.getAuthority());
          arguments.add("--web.enable-lifecycle");
          arguments.addAll(flags);
          return arguments;
        });
  }

  /** Alertmanager, alone: without a cluster it opens no further port. */
  public static ProgramSpec alertmanager(Config config) {
    return new Spec(
        Tool.ALERTMANAGER,
        "/-/ready",
        (folder, address) -> {
          Path file = folder.resolve("alertmanager.yml");
          Files.writeString(file, config.text(folder, address));
          return List.of(
              "--config.file=" + file,
              "--storage.path=" + folder.resolve("data"),
              "--web.listen-address=" + address.getAuthority(),
              "--web.external-url=" + address,
              "--cluster.listen-address=");
        });
  }

  /**
   * Node exporter.
   *
   * @param flags further flags, such as {@code --no-collector.cpu}
   */
  public static ProgramSpec nodeExporter(String... flags) {
    return new Spec(
        Tool.NODE_EXPORTER,
        "/",
        (folder, address) -> {
          List<String> arguments = new ArrayList<>(List.of(flags));
          arguments.add("--web.listen-address=" + address.getAuthority());
          return arguments;
        });
  }

  @FunctionalInterface
  private interface Arguments {
    List<String> of(Path folder, URI address) throws IOException;
  }

  private record Spec(Tool tool, String readyPath, Arguments arguments) implements ProgramSpec {
    @Override
    public List<String> arguments(Path folder, URI address) throws IOException {
      return arguments.of(folder, address);
    }
  }
}
