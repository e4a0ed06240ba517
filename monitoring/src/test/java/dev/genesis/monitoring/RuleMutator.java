package dev.genesis.monitoring;

import dev.genesis.harness.monitor.PromQlExpression;
import dev.genesis.harness.monitor.PromQlExpression.Kind;
import dev.genesis.harness.monitor.PromQlExpression.Token;
import dev.genesis.harness.monitor.Rule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes each small mistake in a rule that somebody could make: a number a little off, another
 * comparison, the wrong metric, label, window, aggregation or wait.
 */
final class RuleMutator {
  /** Two per cent: less than that is not a mistake that anybody would make. */
  private static final BigDecimal LITTLE = new BigDecimal("0.02");

  private static final Map<String, List<String>> OTHER_COMPARISONS =
      Map.of(
          ">", List.of(">=", "<"),
          "<", List.of("<=", ">"),
          ">=", List.of(">", "<"),
          "==", List.of("!="),
          "!=", List.of("=="));

  private static final Map<String, String> OTHER_FUNCTION =
      Map.of(
          "min", "max", "max", "min", "sum", "min", "avg", "max", "avg_over_time", "max_over_time");

  private static final Map<String, String> OTHER_KEYWORD =
      Map.of("and", "or", "or", "and", "unless", "and");

  private static final Map<String, String> OTHER_MATCHER =
      Map.of("=", "!=", "!=", "=", "=~", "!~", "!~", "=~");

  private RuleMutator() {}

  static List<Mutant> mutants(Rule rule) {
    List<Mutant> mutants = new ArrayList<>();
    List<Token> tokens = rule.expression().tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      for (String replacement : replacements(rule.expression(), tokens, i)) {
        String text = rule.expression().with(token, replacement);
        mutants.add(
            new Mutant(
                "%s: %s at %d becomes %s"
                    .formatted(rule.name(), token.text(), token.start(), replacement),
                rule,
                withExpression(rule, text)));
      }
    }
    mutants.addAll(withoutMatchers(rule));
    mutants.addAll(withoutGroupingLabels(rule));
    mutants.addAll(otherHolds(rule));
    for (String label : rule.labels().keySet()) {
      Map<String, String> labels = new LinkedHashMap<>(rule.labels());
      labels.put(label, "other");
      mutants.add(new Mutant(rule.name() + ": label " + label, rule, withLabels(rule, labels)));
    }
    return mutants;
  }

  private static List<String> replacements(
      PromQlExpression expression, List<Token> tokens, int index) {
    Token token = tokens.get(index);
    return switch (token.kind()) {
      case NUMBER -> otherNumbers(expression, tokens, index);
      case COMPARISON -> OTHER_COMPARISONS.getOrDefault(token.text(), List.of());
      case METRIC -> List.of("no_such_metric");
      case FUNCTION ->
          OTHER_FUNCTION.containsKey(token.text())
              ? List.of(OTHER_FUNCTION.get(token.text()))
              : List.of();
      case KEYWORD ->
          OTHER_KEYWORD.containsKey(token.text())
              ? List.of(OTHER_KEYWORD.get(token.text()))
              : List.of();
      case MATCHER -> List.of(OTHER_MATCHER.get(token.text()));
      case STRING -> List.of("\"other\"");
      case DURATION -> List.of(otherWindow(token.text()));
      default -> List.of();
    };
  }

  private static List<String> otherNumbers(
      PromQlExpression expression, List<Token> tokens, int index) {
    BigDecimal number = new BigDecimal(tokens.get(index).text());
    // two per cent of a whole number of things is no other number of things
    boolean whole =
        number.signum() == 0
            || (index > 0 && tokens.get(index - 1).text().equals("=="))
            || expression.text().contains("changes(")
            || expression.text().contains("minute()")
            || (number.compareTo(BigDecimal.ONE) == 0 && expression.text().contains("vector("));
    BigDecimal step = whole ? BigDecimal.ONE : number.multiply(LITTLE);
    return List.of(
        number.add(step).round(MathContext.DECIMAL32).toPlainString(),
        number.subtract(step).round(MathContext.DECIMAL32).toPlainString());
  }

  private static String otherWindow(String window) {
    char unit = window.charAt(window.length() - 1);
    int amount = Integer.parseInt(window.substring(0, window.length() - 1));
    return amount == 1 ? amount * 2 + String.valueOf(unit) : (amount - 1) + String.valueOf(unit);
  }

  /** Each label matcher left out, with the comma that belongs to it. */
  private static List<Mutant> withoutMatchers(Rule rule) {
    List<Mutant> mutants = new ArrayList<>();
    List<Token> tokens = rule.expression().tokens();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.MATCHER) {
        Token label = tokens.get(i - 1);
        Token value = tokens.get(i + 1);
        String text = rule.expression().text();
        String rest = text.substring(value.end()).replaceFirst("^\\s*,\\s*", "");
        mutants.add(
            new Mutant(
                rule.name() + ": no matcher on " + label.text() + " at " + label.start(),
                rule,
                withExpression(
                    rule, (text.substring(0, label.start()) + rest).replace(", }", "}"))));
      }
    }
    return mutants;
  }

  /** Each label of a {@code by (…)} or {@code on (…)} left out. */
  private static List<Mutant> withoutGroupingLabels(Rule rule) {
    List<Mutant> mutants = new ArrayList<>();
    List<Token> tokens = rule.expression().tokens();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token label = tokens.get(i);
      boolean inList =
          label.kind() == Kind.LABEL && Set.of("(", ",").contains(tokens.get(i - 1).text());
      if (inList && tokens.get(i + 1).kind() != Kind.MATCHER) {
        String text = rule.expression().text();
        String before = text.substring(0, label.start());
        String after = text.substring(label.end());
        String without =
            after.startsWith(",")
                ? before + after.substring(1)
                : before.replaceFirst(",\\s*$", "") + after;
        mutants.add(
            new Mutant(
                rule.name() + ": not grouped by " + label.text() + " at " + label.start(),
                rule,
                withExpression(rule, without)));
      }
    }
    return mutants;
  }

  private static List<Mutant> otherHolds(Rule rule) {
    if (rule.hold().isEmpty()) {
      return List.of(
              new Mutant(
                  rule.name() + ": for 30s", rule, rule.alert() ? withHold(rule, "30s") : rule))
          .stream()
          .filter(m -> rule.alert())
          .toList();
    }
    Duration hold = Duration.parse("PT" + rule.hold().toUpperCase(java.util.Locale.ROOT));
    long step = Math.max(15, hold.toSeconds() / 5);
    return List.of(
        new Mutant(rule.name() + ": no for", rule, withHold(rule, "")),
        new Mutant(
            rule.name() + ": for longer", rule, withHold(rule, hold.toSeconds() + step + "s")),
        new Mutant(
            rule.name() + ": for shorter", rule, withHold(rule, hold.toSeconds() - step + "s")));
  }

  private static Rule withExpression(Rule r, String expression) {
    return new Rule(
        r.file(),
        r.line(),
        r.group(),
        r.alert(),
        r.name(),
        PromQlExpression.of(expression),
        r.hold(),
        r.labels(),
        r.annotations());
  }

  private static Rule withLabels(Rule r, Map<String, String> labels) {
    return new Rule(
        r.file(),
        r.line(),
        r.group(),
        r.alert(),
        r.name(),
        r.expression(),
        r.hold(),
        labels,
        r.annotations());
  }

  private static Rule withHold(Rule r, String hold) {
    return new Rule(
        r.file(),
        r.line(),
        r.group(),
        r.alert(),
        r.name(),
        r.expression(),
        hold,
        r.labels(),
        r.annotations());
  }

  /** The same rule under another name. */
  static Rule named(Rule r, String name) {
    return new Rule(
        r.file(),
        r.line(),
        r.group(),
        r.alert(),
        name,
        r.expression(),
        r.hold(),
        r.labels(),
        r.annotations());
  }
}
