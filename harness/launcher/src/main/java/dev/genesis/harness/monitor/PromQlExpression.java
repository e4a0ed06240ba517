package dev.genesis.harness.monitor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PromQL expression as far as it takes to know which metrics it reads and through which
 * functions. Whether it is valid at all, promtool says.
 */
public final class PromQlExpression {

  /** What a token is. */
  public enum Kind {
    METRIC,
    FUNCTION,
    KEYWORD,
    LABEL,
    STRING,
    NUMBER,
    DURATION,
    COMPARISON,
    MATCHER,
    OTHER
  }

  /** A token and where it stands in the text. */
  public record Token(Kind kind, String text, int start) {
    public int end() {
      return start + text.length();
    }
  }

  /**
   * A metric as an expression uses it.
   *
   * @param function the function right around its range selector or itself; empty if there is none
   */
  public record Use(String metric, String function) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|#[^\\n]*"
              + "|(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`)"
              + "|(?<duration>(?<![\\w.])\\d+(?:ms|[smhdwy])(?:\\d+(?:ms|[smhdwy]))*)"
              + "|(?<number>(?<![\\w.:])(?:0x[0-9a-fA-F]+|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+))"
              + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "|(?<operator>=~|!~|==|!=|>=|<=|>|<|=)"
              + "|(?<other>.)",
          Pattern.DOTALL);

  private static final Set<String> KEYWORDS =
      Set.of(
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "and",
          "or",
          "unless",
          "bool",
          "offset",
          "inf",
          "nan",
          "atan2");

  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private final String text;
  private final List<Token> tokens;

  private PromQlExpression(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  public static PromQlExpression of(String text) {
    List<Token> raw = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      for (String group : List.of("string", "duration", "number", "word", "operator", "other")) {
        if (matcher.group(group) != null) {
          raw.add(new Token(kindOf(group), matcher.group(), matcher.start()));
        }
      }
    }
    return new PromQlExpression(text, classified(raw));
  }

  private static Kind kindOf(String group) {
    return switch (group) {
      case "string" -> Kind.STRING;
      case "duration" -> Kind.DURATION;
      case "number" -> Kind.NUMBER;
      case "operator" -> Kind.COMPARISON;
      case "word" -> Kind.METRIC;
      default -> Kind.OTHER;
    };
  }

  private static List<Token> classified(List<Token> raw) {
    List<Token> tokens = new ArrayList<>();
    boolean inBraces = false;
    boolean inLabelList = false;
    for (int i = 0; i < raw.size(); i++) {
      Token token = raw.get(i);
      String next = i + 1 < raw.size() ? raw.get(i + 1).text().toLowerCase(Locale.ROOT) : "";
      Kind kind = token.kind();
      if (kind == Kind.METRIC) {
        kind = wordKind(token.text().toLowerCase(Locale.ROOT), next, inBraces || inLabelList);
      } else if (kind == Kind.COMPARISON && inBraces) {
        kind = Kind.MATCHER;
      } else if (token.text().equals("{") || token.text().equals("}")) {
        inBraces = token.text().equals("{");
      } else if (token.text().equals("(")) {
        inLabelList = i > 0 && LABEL_LISTS.contains(raw.get(i - 1).text().toLowerCase(Locale.ROOT));
      } else if (token.text().equals(")")) {
        inLabelList = false;
      }
      tokens.add(new Token(kind, token.text(), token.start()));
    }
    return List.copyOf(tokens);
  }

  private static Kind wordKind(String word, String next, boolean label) {
    if (label) {
      return Kind.LABEL;
    }
    if (KEYWORDS.contains(word)) {
      return Kind.KEYWORD;
    }
    return next.equals("(") || next.equals("by") || next.equals("without")
        ? Kind.FUNCTION
        : Kind.METRIC;
  }

  public String text() {
    return text;
  }

  public List<Token> tokens() {
    return tokens;
  }

  /** The names of the metrics and recorded series that it reads. */
  public Set<String> metrics() {
    Set<String> names = new LinkedHashSet<>();
    tokens.stream().filter(t -> t.kind() == Kind.METRIC).forEach(t -> names.add(t.text()));
    return names;
  }

  /** Each metric with the function that is applied to it directly. */
  public List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Kind.METRIC) {
        boolean called =
            i > 1
                && tokens.get(i - 1).text().equals("(")
                && tokens.get(i - 2).kind() == Kind.FUNCTION;
        uses.add(new Use(tokens.get(i).text(), called ? tokens.get(i - 2).text() : ""));
      }
    }
    return uses;
  }

  /** The same expression with one token replaced. */
  public String with(Token token, String replacement) {
    return text.substring(0, token.start()) + replacement + text.substring(token.end());
  }

  @Override
  public String toString() {
    return text;
  }
}
