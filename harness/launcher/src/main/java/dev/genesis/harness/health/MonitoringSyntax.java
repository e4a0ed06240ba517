package dev.genesis.harness.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Whether monitoring files can be read at all: what {@code validate} goes further into. */
public final class MonitoringSyntax {
  private MonitoringSyntax() {}

  /** What is wrong with the files of a folder, one line each. */
  public static List<String> problems(Path folder) {
    List<String> problems = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
          yaml(file, problems);
        } else if (name.endsWith(".json")) {
          json(file, problems);
        }
      }
    } catch (IOException e) {
      problems.add(folder + " cannot be read");
    }
    return problems;
  }

  private static void yaml(Path file, List<String> problems) throws IOException {
    try {
      Load load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
      load.loadAllFromString(Files.readString(file)).forEach(document -> {});
    } catch (YamlEngineException e) {
      problems.add(file + " is no YAML: " + firstLine(e));
    }
  }

  private static void json(Path file, List<String> problems) {
    try {
      new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      problems.add(file + " is no JSON: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
