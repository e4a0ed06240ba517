package dev.genesis.harness.publish;

import dev.genesis.harness.run.RunScope;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The labels under which a suite's metrics stand in the Pushgateway, beside the job: {@code suite},
 * {@code environment}, and {@code location}, {@code shard}, {@code runner} where set.
 */
record GroupingKey(Map<String, String> labels) {
  static final String JOB = "genesis_checks";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
  private static final int LONGEST = 100;

  GroupingKey {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /**
   * The group of a suite. With a name to push as it is a suite of its own, {@code SUITE.NAME}: no
   * sum and no alert over the suite may mix a part of it in.
   */
  static GroupingKey of(String suite, RunScope scope) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("suite", plain(scope.pushAs() == null ? suite : suite + "." + scope.pushAs()));
    labels.put("environment", plain(scope.environment()));
    put(labels, "location", scope.location());
    put(labels, "shard", scope.shard());
    put(labels, "runner", scope.runner());
    return new GroupingKey(labels);
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(name, plain(value));
    }
  }

  /**
   * A value that means the same in a URL's path, in PromQL and in a file. Other characters become
   * an underscore; a sum of what was there keeps two such names apart.
   */
  static String plain(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    CRC32 sum = new CRC32();
    sum.update(value.getBytes(StandardCharsets.UTF_8));
    String tail = "-" + Long.toHexString(sum.getValue());
    String replaced = value.replaceAll("[^A-Za-z0-9_.-]", "_");
    return replaced.substring(0, Math.min(replaced.length(), LONGEST - tail.length())) + tail;
  }

  @Override
  public String toString() {
    return GroupingKey.JOB + labels;
  }
}
