package dev.genesis.harness.sandbox;

import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.ServiceException;
import dev.genesis.harness.service.Services;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the monitoring of a new sandbox has seen enough of it to answer questions. */
final class FirstSight implements AutoCloseable {
  /** Two points make a rate; four leave room for one that came late. */
  private static final int LEAST_SCRAPES = 4;

  private final Services services;
  private final PromQl prometheus;
  private final Optional<HttpService> alertmanager;
  private final String window;

  /**
   * @param rules whether alert rules are loaded, so that the alert that always fires must arrive
   */
  FirstSight(Map<String, URI> addresses, String window, boolean rules) {
    Map<String, String> texts = new LinkedHashMap<>();
    addresses.forEach((name, uri) -> texts.put("genesis.service." + name + ".url", uri.toString()));
    services = Services.of(Settings.of(texts, new Origin(Origin.Layer.DEFAULT, "sandbox")));
    prometheus = services.promQl("prometheus", Caller.anonymous());
    alertmanager =
        rules && addresses.containsKey("alertmanager")
            ? Optional.of(services.http("alertmanager", Caller.anonymous()))
            : Optional.empty();
    this.window = window;
  }

  boolean complete() {
    try {
      return scraped() && alertmanager.map(FirstSight::hasWatchdog).orElse(true);
    } catch (ServiceException e) {
      return false; // not up again yet
    }
  }

  private boolean scraped() {
    // up at every scrape of a whole window, often enough, and a window ago already
    String query =
        "min_over_time(up[%1$s]) == 1 and count_over_time(up[%1$s]) >= %2$d and (up offset %1$s) >= 0"
            .formatted(window, LEAST_SCRAPES);
    int targets = prometheus.targets().size();
    return targets > 0 && prometheus.maybe(query).size() == targets;
  }

  private static boolean hasWatchdog(HttpService alertmanager) {
    return !alertmanager.get("/api/v2/alerts?filter=alertname%3DWatchdog").json().isEmpty();
  }

  @Override
  public void close() {
    services.close();
  }
}
