package dev.genesis.harness.publish;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.SuiteRun;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was or would be pushed, as one text: the groups of all suites, with job and grouping labels
 * on each series, as a scrape of the Pushgateway shows them.
 */
final class Exposition {
  private Exposition() {}

  static void write(JudgedRun run, Settings settings, KeptValues kept, OutputStream out)
      throws IOException {
    int limit = settings.get(GenesisSettings.MAX_CHECK_SERIES);
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    Map<String, MetricFamilySamples> families = new LinkedHashMap<>();
    for (SuiteRun suite : run.run().suites()) {
      Map<String, String> group = new LinkedHashMap<>();
      group.put("job", GroupingKey.JOB);
      group.putAll(GroupingKey.of(suite.name(), run.run().scope()).labels());
      KeptValues.Group values = Kept.orThisRunOnly(run, suite.name(), kept);
      for (MetricFamilySamples family : RunMetrics.of(run, suite, values, limit)) {
        families.putIfAbsent(family.name, family);
        List<Sample> all = samples.computeIfAbsent(family.name, n -> new ArrayList<>());
        family.samples.forEach(sample -> all.add(in(group, sample)));
      }
    }
    List<MetricFamilySamples> whole = new ArrayList<>();
    families.forEach(
        (name, family) ->
            whole.add(
                new MetricFamilySamples(
                    name, family.type, family.help, samples.getOrDefault(name, List.of()))));
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    TextFormat.write004(writer, Collections.enumeration(whole));
    writer.flush();
  }

  private static Sample in(Map<String, String> group, Sample sample) {
    List<String> names = new ArrayList<>(group.keySet());
    List<String> values = new ArrayList<>(group.values());
    names.addAll(sample.labelNames);
    values.addAll(sample.labelValues);
    return new Sample(sample.name, names, values, sample.value);
  }

  /** The type of a registry that holds exactly these families. */
  static Collector collector(List<MetricFamilySamples> families) {
    return new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        return families;
      }
    };
  }
}
