package dev.genesis.harness.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One call of a program that ends by itself, such as promtool.
 *
 * @param output what it wrote, errors included
 */
public record ToolRun(int exitCode, String output) {

  public boolean ok() {
    return exitCode == 0;
  }

  /** Runs it to its end; a program that takes longer than that is ended and counts as failed. */
  public static ToolRun of(Duration limit, Path folder, Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("genesis-tool", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          return new ToolRun(
              -1, program.getFileName() + " did not end within " + limit.toSeconds() + " s");
        }
        return new ToolRun(
            process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ToolRun(-1, "interrupted");
    }
  }
}
