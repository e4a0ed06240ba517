package dev.genesis.production;

import dev.genesis.harness.service.PromQl;
import java.util.Map;
import java.util.TreeMap;

/** The answer of a query that gives one value for each value of a label. */
final class States {
  private States() {}

  /** The values by that label; no data is an error, as in every query of {@link PromQl}. */
  static Map<String, Double> of(PromQl prometheus, String query, String label) {
    Map<String, Double> states = new TreeMap<>();
    for (PromQl.Sample sample : prometheus.samples(query)) {
      states.put(sample.labels().getOrDefault(label, ""), sample.value());
    }
    return states;
  }
}
