package dev.genesis.monitoring.loop;

import dev.genesis.harness.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher as a timer starts it: the jar, in a process of its own. */
final class LauncherJar {
  private static final long PATIENCE_SECONDS = 120;

  private final Path jar;
  private final Path folder;

  /**
   * The jar that this build made.
   *
   * @param folder for the history and what is printed
   */
  LauncherJar(Path folder) {
    this.jar = Path.of(System.getProperty("genesis.test.jar", "")).toAbsolutePath();
    this.folder = folder;
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "no launcher jar at " + jar + "; these tests run in 'mvn verify', after it was built");
    }
  }

  /** How a run ended. */
  record Ended(int exitCode, String output) {}

  /** Runs both suites in a sandbox and pushes. */
  Ended runIn(Sandbox sandbox) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString(), "run", "--suite", "production,smoke"));
    command.addAll(List.of("--environment", sandbox.environment(), "--without", "grafana"));
    sandbox
        .services()
        .forEach((name, uri) -> command.addAll(List.of("--service-" + name + "-url", "" + uri)));
    command.addAll(List.of("--pushgateway-url", "" + sandbox.services().get("pushgateway")));
    command.addAll(List.of("--history", folder.resolve("history.db").toString()));
    // what is five minutes outside is ten seconds in the sandbox
    command.addAll(List.of("--set", "genesis.threshold.window=10s"));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the run does not end: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
