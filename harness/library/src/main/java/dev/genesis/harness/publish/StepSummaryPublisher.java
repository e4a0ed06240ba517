package dev.genesis.harness.publish;

import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The job summary of a CI system that names a file for it in {@code GITHUB_STEP_SUMMARY}: Markdown,
 * appended, since other steps write there too.
 */
public final class StepSummaryPublisher implements Publisher {
  static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  private final Map<String, String> environment;

  public StepSummaryPublisher() {
    this(System.getenv());
  }

  StepSummaryPublisher(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return "step-summary";
  }

  @Override
  public boolean wanted(Settings settings) {
    return !environment.getOrDefault(VARIABLE, "").isBlank();
  }

  @Override
  public List<Publication> publish(JudgedRun run, Settings settings, KeptValues kept) {
    String file = environment.getOrDefault(VARIABLE, "");
    try {
      Files.writeString(
          Path.of(file),
          MarkdownSummary.of(run),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return List.of(new Publication(name(), true, null));
    } catch (IOException | RuntimeException e) {
      String line = file + " (from " + VARIABLE + ") cannot be written: " + e.getMessage();
      return List.of(new Publication(name(), false, SafeText.line(line, 500)));
    }
  }
}
