package dev.genesis.harness.sandbox;

import java.net.URI;
import java.util.Map;

/** Configuration for a sandbox without monitoring files: every part is scraped, nothing alerts. */
final class PlainConfig {
  private PlainConfig() {}

  static String prometheus(
      Map<String, URI> services, URI own, String environment, CompressedTime time) {
    long interval = time.scrapeInterval().toMillis();
    StringBuilder text = new StringBuilder();
    text.append(
        """
        global: {scrape_interval: %1$dms, scrape_timeout: %1$dms, evaluation_interval: %1$dms}
        scrape_configs:
        """
            .formatted(interval));
    services.forEach((job, address) -> append(text, job, address, environment));
    append(text, "prometheus", own, environment);
    return text.toString();
  }

  private static void append(StringBuilder text, String job, URI address, String environment) {
    text.append(
        """
          - job_name: %s
            honor_labels: %s
            static_configs:
              - targets: ['%s']
                labels: {environment: %s}
        """
            .formatted(job, job.equals("pushgateway"), address.getAuthority(), environment));
  }

  static String alertmanager() {
    return "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";
  }
}
