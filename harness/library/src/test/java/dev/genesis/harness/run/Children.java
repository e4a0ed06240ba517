package dev.genesis.harness.run;

import dev.genesis.harness.run.RunRequest.Limits;
import dev.genesis.harness.run.RunRequest.Part;
import dev.genesis.harness.run.RunRequest.Selection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs check jars in real processes, as a parent does, and counts them. */
final class Children {
  /** Which JUnit the process has. */
  enum JUnit {
    FIVE,
    SIX
  }

  private static final long LONGEST_SECONDS = 60;

  private final JUnit junit;
  private final Path folder;
  private final List<Path> checks;
  private final List<String> options = new ArrayList<>();
  private Selection selection = Selection.ALL;
  private Limits limits = new Limits(4, Duration.ofSeconds(10), Duration.ofSeconds(45), false);
  private Map<String, Integer> lastCounts = new TreeMap<>();
  private int confirm;
  private int processes;
  private final List<List<JournalEvent>> journals = new ArrayList<>();
  private final List<Integer> exitCodes = new ArrayList<>();
  private final StringBuilder output = new StringBuilder();

  Children(JUnit junit, Path folder, Path... checks) {
    this.junit = junit;
    this.folder = folder;
    this.checks = List.of(checks);
  }

  Children limits(Limits these) {
    limits = these;
    return this;
  }

  Children checkTimeout(Duration timeout) {
    return limits(new Limits(limits.parallel(), timeout, limits.run(), limits.failFast()));
  }

  Children select(Selection these) {
    selection = these;
    return this;
  }

  Children lastCounts(Map<String, Integer> counts) {
    lastCounts = counts;
    return this;
  }

  Children confirm(int times) {
    confirm = times;
    return this;
  }

  Children option(String jvmOption) {
    options.add(jvmOption);
    return this;
  }

  List<List<JournalEvent>> journals() {
    return journals;
  }

  List<Integer> exitCodes() {
    return exitCodes;
  }

  String output() {
    return output.toString();
  }

  /** Runs it all, restarts and confirmations included. */
  CheckRun run() throws IOException, InterruptedException {
    RunRequest first = request(Part.FIRST);
    RunMerge merge =
        new RunMerge(first.runId(), first.scope(), selection, Manifest.of(checks), lastCounts);
    Instant start = Instant.now();
    process(first, merge);
    for (Remaining left = merge.remaining(); !left.isEmpty(); left = merge.remaining()) {
      List<String> ids = left.alone().isEmpty() ? left.rest() : left.alone().subList(0, 1);
      process(request(new Part(processes + 1, false, ids, left.done())), merge);
    }
    for (List<String> ids = merge.toConfirm(confirm);
        !ids.isEmpty();
        ids = merge.toConfirm(confirm)) {
      process(request(new Part(processes + 1, false, ids, List.of())), merge);
    }
    return merge.result(new RunEnd(start, Instant.now(), Duration.ofSeconds(1), 0, List.of()));
  }

  private RunRequest request(Part part) {
    return new RunRequest(
        "run-1",
        new RunScope("test", null, null, null, null),
        checks,
        selection,
        limits,
        part,
        folder.resolve("journal-" + part.attempt() + ".jsonl"),
        Map.of(),
        Map.of());
  }

  private void process(RunRequest request, RunMerge merge)
      throws IOException, InterruptedException {
    processes++;
    Process process = start(request);
    RunMerge.Journal journal = merge.begin(request.part().uniqueIds());
    List<JournalEvent> events = new ArrayList<>();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      output.append("killed by the test");
    }
    try (JournalReader reader = new JournalReader(request.journal())) {
      reader.poll(events::add);
    }
    events.forEach(journal);
    journal.ended(new ProcessEnd(process.exitValue(), ""));
    journals.add(events);
    exitCodes.add(process.exitValue());
    output.append(Files.readString(folder.resolve("out-" + processes)));
  }

  /** Starts the process; its standard input stays open as long as the caller holds it. */
  Process start(RunRequest request) throws IOException {
    Path file = folder.resolve("request-" + request.part().attempt() + ".json");
    request.write(file);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(ChildMain.class.getName());
    command.add(file.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("out-" + request.part().attempt()).toFile())
        .start();
  }

  /** The class path of this JVM, without our own test classes, and with the other JUnit. */
  private String classPath() throws IOException {
    List<String> parts = new ArrayList<>();
    checks.forEach(jar -> parts.add(jar.toString()));
    for (String part : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      boolean ofJUnit = part.contains("junit") || part.contains("opentest4j");
      if (!part.endsWith("test-classes") && !(ofJUnit && junit == JUnit.SIX)) {
        parts.add(part);
      }
    }
    if (junit == JUnit.SIX) {
      try (Stream<Path> jars = Files.list(Path.of("target", "junit6"))) {
        jars.forEach(jar -> parts.add(jar.toAbsolutePath().toString()));
      }
    }
    return String.join(File.pathSeparator, parts);
  }
}
