package dev.genesis.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.monitor.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case of {@code monitoring/tests/*.yml}.
 *
 * @param subjects the alert, or the recording rules, that it is about
 * @param series input series in promtool's notation by their selector
 * @param fires whether it shows an alert firing
 * @param quiet whether it shows one staying quiet
 * @param body promtool's own test of it
 */
record RuleCase(
    String name,
    Set<String> subjects,
    Set<String> series,
    boolean fires,
    boolean quiet,
    Duration step,
    Map<String, Object> body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLION = 1e6;
  static final String RUNBOOKS = "https://genesis.example/runbooks/INCIDENT_RESPONSE.md#";

  /** The cases of a file. */
  static List<RuleCase> read(YamlNode root) {
    Map<String, String> names = root.get("names").texts();
    List<RuleCase> cases = new ArrayList<>();
    for (YamlNode item : root.get("records").items()) {
      cases.add(new Reader(names, item).record());
    }
    root.get("alerts")
        .entries()
        .forEach(
            (alert, entry) -> {
              for (YamlNode item : entry.get("cases").items()) {
                cases.add(new Reader(names, item).alert(alert, entry));
              }
            });
    return cases;
  }

  /** The same case asked of copies of one of its subjects instead of all of them. */
  RuleCase forCopies(String subject, List<String> copies) {
    Map<String, Object> copy = new LinkedHashMap<>(body);
    copy.computeIfPresent("alert_rule_test", (key, tests) -> renamed(tests, subject, copies));
    copy.computeIfPresent("promql_expr_test", (key, tests) -> renamed(tests, subject, copies));
    return new RuleCase(name, Set.of(subject), series, fires, quiet, step, copy);
  }

  /** Tests are plain maps, lists and texts; what names the subject names the copy. */
  private static List<Object> renamed(Object tests, String subject, List<String> copies) {
    List<Object> all = new ArrayList<>();
    for (Object test : (List<?>) tests) {
      Map<?, ?> entry = (Map<?, ?>) test;
      if (subject.equals(entry.get("alertname")) || millionths(subject).equals(entry.get("expr"))) {
        copies.forEach(copy -> all.add(renamed(test, subject, copy)));
      }
    }
    return all;
  }

  private static Object renamed(Object value, String subject, String copy) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, item) -> result.put(key, renamed(item, subject, copy)));
      return result;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> renamed(item, subject, copy)).toList();
    }
    return value.equals(subject)
        ? copy
        : value.equals(millionths(subject)) ? millionths(copy) : value;
  }

  /** promtool compares to the last bit; what is said of a recording rule is said in millionths. */
  private static String millionths(String record) {
    return "round(1e6 * " + record + ")";
  }

  /** promtool's test file, for a rule file of that name. JSON is YAML. */
  String testFile(String ruleFile, List<String> groups) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("rule_files", List.of(ruleFile));
    file.put("evaluation_interval", step.toSeconds() + "s");
    file.put("group_eval_order", groups);
    file.put("tests", List.of(body));
    try {
      return JSON.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Turns the compact form into promtool's. */
  private record Reader(Map<String, String> names, YamlNode item) {
    private static final Pattern NAN = Pattern.compile("NaNx(\\d+)");
    private static final Pattern TIME = Pattern.compile("(\\d+)([hms])");

    RuleCase record() {
      List<Object> expressions = new ArrayList<>();
      Set<String> subjects = new TreeSet<>();
      item.get("expect")
          .entries()
          .forEach(
              (record, samples) -> {
                subjects.add(record);
                List<Object> expected = new ArrayList<>();
                samples
                    .texts()
                    .forEach(
                        (labels, value) ->
                            expected.add(
                                Map.of(
                                    "labels",
                                    filled(labels),
                                    "value",
                                    Math.round(MILLION * Double.parseDouble(value)))));
                expressions.add(
                    Map.of(
                        "expr", millionths(record),
                        "eval_time", item.get("at").text(),
                        "exp_samples", expected));
              });
      Map<String, Object> body = body();
      body.put("promql_expr_test", expressions);
      return new RuleCase(name(), subjects, seriesNames(), false, false, step(), body);
    }

    RuleCase alert(String alert, YamlNode entry) {
      Map<String, Object> instance = new LinkedHashMap<>();
      Map<String, Object> labels = new LinkedHashMap<>(entry.get("labels").texts());
      labels.putAll(item.get("labels").texts());
      Map<String, Object> annotations = new LinkedHashMap<>();
      annotations.put("summary", entry.get("summary").text());
      annotations.put("description", item.get("description").text());
      annotations.put("runbook_url", RUNBOOKS + alert.toLowerCase(java.util.Locale.ROOT));
      instance.put("exp_labels", labels);
      instance.put("exp_annotations", annotations);

      List<Object> tests = new ArrayList<>();
      if (item.get("fires").present()) {
        Duration fires = time(item.get("fires").text());
        tests.add(expect(alert, fires.minus(step()), List.of()));
        tests.add(expect(alert, fires, List.of(instance)));
      }
      if (item.get("firing").present()) {
        tests.add(expect(alert, time(item.get("firing").text()), List.of(instance)));
      }
      if (item.get("until").present()) {
        Duration until = time(item.get("until").text());
        tests.add(expect(alert, until.minus(step()), List.of(instance)));
        tests.add(expect(alert, until, List.of()));
      }
      boolean quiet = item.get("quiet").present();
      if (quiet) {
        tests.add(expect(alert, time(item.get("quiet").text()), List.of()));
      }
      Map<String, Object> body = body();
      body.put("alert_rule_test", tests);
      boolean fires = item.get("fires").present() || item.get("firing").present();
      return new RuleCase(
          alert + " " + name(), Set.of(alert), seriesNames(), fires, quiet, step(), body);
    }

    private Map<String, Object> expect(String alert, Duration at, List<Object> instances) {
      return Map.of("alertname", alert, "eval_time", at.toSeconds() + "s", "exp_alerts", instances);
    }

    private Map<String, Object> body() {
      List<Object> input = new ArrayList<>();
      item.get("series")
          .texts()
          .forEach(
              (series, values) ->
                  input.add(Map.of("series", filled(series), "values", repeated(values))));
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("interval", step().toSeconds() + "s");
      body.put("input_series", input);
      return body;
    }

    /** promtool reads {@code NaN}, but not {@code NaNx40}. */
    private static String repeated(String values) {
      Matcher matcher = NAN.matcher(values);
      return matcher.replaceAll(m -> "NaN ".repeat(Integer.parseInt(m.group(1)) + 1).strip());
    }

    private String name() {
      return item.get("it").text();
    }

    private Set<String> seriesNames() {
      Set<String> series = new TreeSet<>();
      item.get("series").entries().keySet().forEach(s -> series.add(s.replaceAll("\\{.*", "")));
      return series;
    }

    private Duration step() {
      return item.get("step").present() ? time(item.get("step").text()) : Duration.ofSeconds(15);
    }

    private String filled(String text) {
      String result = text;
      for (Map.Entry<String, String> name : names.entrySet()) {
        result = result.replace("<" + name.getKey() + ">", name.getValue());
      }
      return result;
    }

    private static Duration time(String text) {
      Matcher matcher = TIME.matcher(text);
      Duration sum = Duration.ZERO;
      while (matcher.find()) {
        sum = sum.plus(Duration.parse("PT" + matcher.group().toUpperCase(java.util.Locale.ROOT)));
      }
      return sum;
    }
  }
}
