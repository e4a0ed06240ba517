package dev.genesis.harness.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the monitoring files of a folder fit together. */
public final class Validation {
  private final MonitoringFolder folder;
  private final Promtool tools;

  /**
   * For a folder.
   *
   * @param promtool where promtool is, if it is anywhere
   * @param amtool likewise
   */
  public Validation(MonitoringFolder folder, Optional<Path> promtool, Optional<Path> amtool) {
    this.folder = folder;
    this.tools = new Promtool(promtool, amtool);
  }

  /** Everything that was looked at, in the order in which a reader follows it. */
  public List<Examination> examine() {
    List<Examination> examinations = new ArrayList<>();
    examinations.add(guarded("scraping", () -> new ScrapeExaminer(folder).targets()));
    examinations.add(guarded("promtool", () -> tools.rules(folder.ruleFiles())));
    examinations.add(guarded("alerts", () -> rules().alerts()));
    examinations.add(guarded("metrics", () -> rules().metrics()));
    examinations.add(guarded("runbooks", () -> new LinkExaminer(folder).runbooks(folder.rules())));
    Path routing = folder.file(MonitoringFolder.ROUTING);
    examinations.add(guarded("amtool", () -> tools.routing(routing)));
    examinations.add(guarded("routes", () -> new RoutingExaminer(routing).routes(folder.rules())));
    examinations.add(guarded("secrets", () -> new RoutingExaminer(routing).secrets()));
    if (folder.has(MonitoringFolder.DASHBOARD)) {
      Path dashboard = folder.file(MonitoringFolder.DASHBOARD);
      examinations.add(
          guarded("dashboard", () -> new DashboardExaminer(dashboard).panels(rules(), tools)));
    }
    return examinations;
  }

  private RuleExaminer rules() {
    return new RuleExaminer(folder.rules(), folder.metricTypes());
  }

  /** A file that cannot be read is a finding like any other. */
  private static Examination guarded(String subject, Supplier<Examination> examination) {
    try {
      return examination.get();
    } catch (MonitoringFileException e) {
      return new Examination(subject, "not readable", List.of(e.finding()));
    }
  }
}
