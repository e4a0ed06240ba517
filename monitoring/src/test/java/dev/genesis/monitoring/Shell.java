package dev.genesis.monitoring;

import dev.genesis.harness.monitor.ToolRun;
import dev.genesis.harness.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A shell as a person has it beside a sandbox: promtool, amtool and genesis on the path, addresses
 * in the environment.
 */
final class Shell {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Path folder;
  private final StringBuilder preparation = new StringBuilder("set -u\n");

  Shell(Sandbox sandbox, Path folder) throws IOException {
    this.folder = folder;
    Path programs = Files.createDirectories(folder.resolve("bin"));
    program(programs.resolve("promtool"), "exec " + Monitoring.promtool() + " \"$@\"");
    program(programs.resolve("amtool"), "exec " + Monitoring.amtool() + " \"$@\"");
    String java = ProcessHandle.current().info().command().orElseThrow();
    // an installed launcher carries the suites; here they are those of this build
    program(
        programs.resolve("genesis"),
        """
        command=$1; shift
        [ "$command" = run ] && set -- --checks %s --checks %s "$@"
        exec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' dev.genesis.harness.cli.Genesis "$command" "$@"
        """
            .formatted(
                suite("production-tests"),
                suite("smoke-tests"),
                java,
                System.getProperty("java.class.path")));
    export("PATH", programs + ":" + System.getenv("PATH"));
    export("XDG_STATE_HOME", folder.resolve("state").toString());
    export("GENESIS_ENVIRONMENT", sandbox.environment());
    for (Map.Entry<String, java.net.URI> service : sandbox.services().entrySet()) {
      String name = service.getKey().toUpperCase(Locale.ROOT).replace('-', '_');
      String address = service.getValue().toString().replaceFirst("/$", "");
      export(name, address);
      export("GENESIS_SERVICE_" + name + "_URL", address);
    }
    export("GENESIS_PUSHGATEWAY_URL", String.valueOf(sandbox.services().get("pushgateway")));
  }

  private static Path suite(String module) {
    return Monitoring.folder().resolveSibling(module).resolve("target/classes");
  }

  /** The timer's {@code ExecStart}, with this machine's places instead of an installation's. */
  static String ofTimer(Path folder, World world) {
    return WaysToRunTest.value("genesis-checks.service", "ExecStart")
        .replace("/usr/bin/java -jar /opt/genesis/genesis-launcher.jar", "genesis")
        .replace("http://127.0.0.1:9091", world.service("pushgateway").toString())
        .replace("--environment=production", "--environment=sandbox")
        .replace("/var/lib/genesis-harness", folder.resolve("state").toString());
  }

  private void export(String name, String value) {
    preparation.append("export ").append(name).append("='").append(value).append("'\n");
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The lines that fail, each with what it said. */
  List<String> failing(List<String> lines) throws IOException {
    StringBuilder script = new StringBuilder(preparation);
    for (int i = 0; i < lines.size(); i++) {
      Path own = folder.resolve("line" + i + ".sh");
      Files.writeString(own, lines.get(i) + "\n");
      // a run that finds something to object to has run: exit code 1
      int worst = lines.get(i).startsWith("genesis run ") ? 1 : 0;
      script.append(
          "sh -e %1$s >%1$s.out 2>&1 </dev/null; [ $? -le %2$d ] || { echo \"FAILED $(cat %1$s)\"; tail -c 800 %1$s.out; }%n"
              .formatted(own, worst));
    }
    Path all = folder.resolve("all.sh");
    Files.writeString(all, script);
    ToolRun run = ToolRun.of(LIMIT, folder, Path.of("/bin/sh"), List.of(all.toString()));
    return run.output().lines().toList();
  }
}
