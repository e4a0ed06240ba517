package dev.genesis.monitoring;

import dev.genesis.harness.monitor.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs many small rule tests, each against its own rules: a test is a file, a process takes many
 * files, and two processes run at a time.
 */
final class Promtool {
  private static final Pattern TEST = Pattern.compile("Unit Testing: +(\\S+)");
  private static final int FILES_PER_PROCESS = 40;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** A case against rules. */
  record Job(String id, RuleCase subject, RuleSet rules) {}

  private final Path program = Monitoring.promtool();
  private final Path folder;

  Promtool(Path folder) {
    this.folder = folder;
  }

  /** What promtool says to each failed job; a job that is not among them passed. */
  Map<String, String> failures(List<Job> jobs) {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Map<String, String>>> parts = new ArrayList<>();
      for (int from = 0; from < jobs.size(); from += FILES_PER_PROCESS) {
        List<Job> part = jobs.subList(from, Math.min(jobs.size(), from + FILES_PER_PROCESS));
        Callable<Map<String, String>> work = () -> run(part);
        parts.add(workers.submit(work));
      }
      Map<String, String> failures = new LinkedHashMap<>();
      for (Future<Map<String, String>> part : parts) {
        failures.putAll(part.get());
      }
      return failures;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Map<String, String> run(List<Job> jobs) {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    Map<String, Job> byFile = new LinkedHashMap<>();
    Path own;
    try {
      own = Files.createTempDirectory(folder, "part");
      for (int i = 0; i < jobs.size(); i++) {
        Job job = jobs.get(i);
        Files.writeString(own.resolve(i + ".rules.yml"), job.rules().text());
        Files.writeString(
            own.resolve(i + ".test.yml"),
            job.subject().testFile(i + ".rules.yml", job.rules().groups()));
        arguments.add(i + ".test.yml");
        byFile.put(i + ".test.yml", job);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ToolRun run = ToolRun.of(LIMIT, own, program, arguments);
    return failed(run, byFile);
  }

  private static Map<String, String> failed(ToolRun run, Map<String, Job> byFile) {
    Map<String, String> failures = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>();
    Matcher matcher = TEST.matcher(run.output());
    int from = -1;
    String file = "";
    while (true) {
      boolean found = matcher.find();
      if (from >= 0) {
        String said = run.output().substring(from, found ? matcher.start() : run.output().length());
        if (said.contains("FAILED")) {
          Job job = byFile.get(file);
          if (job != null) {
            failures.put(job.id(), said.strip());
          }
        }
        // a test counts as run only if promtool says so
        if (said.contains("FAILED") || said.contains("SUCCESS")) {
          seen.add(file);
        }
      }
      if (!found) {
        break;
      }
      from = matcher.end();
      file = matcher.group(1);
    }
    if (!seen.equals(new TreeSet<>(byFile.keySet()))) {
      throw new IllegalStateException("promtool did not run every test: " + run.output());
    }
    return failures;
  }
}
