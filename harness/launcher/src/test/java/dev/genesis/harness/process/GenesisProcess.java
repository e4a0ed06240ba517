package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Starts {@code java -jar genesis-launcher.jar} in a folder of its own. */
final class GenesisProcess {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  GenesisProcess(Path folder) {
    this.folder = folder;
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    // one cache for all tests: what the jar carries is unpacked once
    environment.put(
        "XDG_CACHE_HOME", Path.of("target", "process-cache").toAbsolutePath().toString());
    environment.put("UGLY_FOLDER", folder.toString());
  }

  /** A command that has ended. */
  record Ended(int exitCode, String out, String err) {}

  GenesisProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path folder() {
    return folder;
  }

  /** A jar of some of the ugly classes. */
  Path jar(String name, String... classes) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    Path compiled = Path.of("target", "test-classes", "dev", "genesis", "harness", "ugly");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> all = Files.list(compiled)) {
      List<String> wanted = List.of(classes);
      for (Path one : all.sorted().toList()) {
        String simple = String.valueOf(one.getFileName()).replaceAll("(\\$.*)?\\.class$", "");
        if (wanted.contains(simple)) {
          entries.putNextEntry(new JarEntry("dev/genesis/harness/ugly/" + one.getFileName()));
          entries.write(Files.readAllBytes(one));
          entries.closeEntry();
        }
      }
    }
    return jar;
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return ended(start(arguments));
  }

  Process start(String... arguments) throws IOException {
    // a build that was started in the background ignores SIGINT, and so would all that it starts
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(jarUnderTest().toString());
    command.addAll(List.of(arguments));
    return start(command);
  }

  Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GENESIS_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    return builder.start();
  }

  Ended ended(Process process) throws IOException, InterruptedException {
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Ended(process.exitValue(), text("out.txt"), text("err.txt"));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  /** What a run with {@code --output out} left. */
  JsonNode runJson() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/run.json").toFile());
  }

  /** The outcome of one check of that run, by the end of its id. */
  String outcome(String check) throws IOException {
    for (JsonNode one : runJson().path("checks")) {
      if (one.path("id").asText().endsWith(check)) {
        return one.path("outcome").asText();
      }
    }
    return "(no such check)";
  }

  static Path jarUnderTest() {
    return Path.of(System.getProperty("genesis.test.jar", "target/genesis-launcher.jar"))
        .toAbsolutePath();
  }
}
