package dev.genesis.harness.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the scrape configuration for what makes rules silently empty. */
final class ScrapeExaminer {
  private final MonitoringFolder folder;

  ScrapeExaminer(MonitoringFolder folder) {
    this.folder = folder;
  }

  Examination targets() {
    Path file = folder.file(MonitoringFolder.SCRAPE);
    YamlNode config = YamlNode.read(file);
    List<Finding> findings = new ArrayList<>();
    for (YamlNode pattern : config.get("rule_files").items()) {
      if (folder.matching(pattern.text()).isEmpty()) {
        findings.add(
            new Finding(
                file,
                pattern.line(),
                "rule_files: " + pattern.text() + " matches nothing",
                "correct the name; Prometheus starts without a word"));
      }
    }
    List<YamlNode> jobs = config.get("scrape_configs").items();
    for (YamlNode job : jobs) {
      String name = job.get("job_name").text();
      if (name.equals("pushgateway") && !job.get("honor_labels").text().equals("true")) {
        findings.add(
            new Finding(
                file,
                job.line(),
                "job pushgateway is scraped without honor_labels, so that no rule finds its series",
                "add honor_labels: true"));
      }
      for (YamlNode group : job.get("static_configs").items()) {
        if (!group.get("labels").get("environment").present()) {
          findings.add(
              new Finding(
                  file,
                  group.line(),
                  "targets of job " + name + " have no label environment",
                  "add it under labels; inhibition compares it"));
        }
      }
    }
    return new Examination("scraping", jobs.size() + " jobs", findings);
  }
}
