package dev.genesis.harness.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail as far as a test wants to read it: headers unfolded and decoded, its text parts decoded,
 * one after the other.
 */
record Mail(Map<String, String> headers, String text) {
  private static final Pattern FOLDED = Pattern.compile("\\r\\n[ \\t]+");
  private static final Pattern LINE = Pattern.compile("\\r\\n");
  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?[uU][tT][fF]-8\\?([qQbB])\\?([^?]*)\\?=\\s*");
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

  /** Parses a mail whose lines end as they do in SMTP. */
  static Mail parse(String source) {
    int end = source.indexOf("\r\n\r\n");
    String head = end < 0 ? source : source.substring(0, end);
    String rest = end < 0 ? "" : source.substring(end + 4);
    Map<String, String> headers = new LinkedHashMap<>();
    LINE.splitAsStream(FOLDED.matcher(head).replaceAll(" "))
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line -> {
              String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
              headers.put(name, decodedWords(line.substring(line.indexOf(':') + 1).strip()));
            });
    return new Mail(headers, text(headers, rest));
  }

  /** A header by its name in lower case; empty if it is not there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static String text(Map<String, String> headers, String content) {
    String type = headers.getOrDefault("content-type", "text/plain");
    Matcher boundary = BOUNDARY.matcher(type);
    if (type.startsWith("multipart/") && boundary.find()) {
      StringBuilder parts = new StringBuilder();
      Pattern separator =
          Pattern.compile("\\r?\\n?--" + Pattern.quote(boundary.group(1)) + "(--)?\\r\\n");
      separator
          .splitAsStream(content + "\r\n")
          .skip(1)
          .filter(part -> !part.isBlank())
          .forEach(part -> parts.append(parse(part).text()).append('\n'));
      return parts.toString();
    }
    return switch (headers.getOrDefault("content-transfer-encoding", "").toLowerCase(Locale.ROOT)) {
      case "quoted-printable" -> quotedPrintable(content.replace("=\r\n", ""));
      case "base64" -> new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
      default -> content;
    };
  }

  private static String decodedWords(String header) {
    return ENCODED_WORD
        .matcher(header)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    word.group(1).equalsIgnoreCase("q")
                        ? quotedPrintable(word.group(2).replace('_', ' '))
                        : new String(
                            Base64.getDecoder().decode(word.group(2)), StandardCharsets.UTF_8)));
  }

  private static String quotedPrintable(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '=' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        decoded[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        decoded[length++] = bytes[i];
      }
    }
    return new String(decoded, 0, length, StandardCharsets.UTF_8);
  }
}
