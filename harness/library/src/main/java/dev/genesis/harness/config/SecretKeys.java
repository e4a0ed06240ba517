package dev.genesis.harness.config;

import dev.genesis.harness.config.Origin.Layer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which values are secret, and where a secret may be said. */
final class SecretKeys {
  // bounded repetitions: whatever text is given, it is looked through in one go
  private static final Pattern USER_INFO =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]{0,30}://[^/?#\\s]*@");
  private static final Pattern JDBC_PASSWORD =
      Pattern.compile("(?i)[?&;](password|pass|pwd|sslpassword)=");
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "(?im)(^|[,\\n])\\s*(authorization|proxy-authorization|cookie|set-cookie"
              + "|[a-z0-9-]{0,40}(api-?key|token|secret|password)[a-z0-9-]{0,40})\\s*[:=]");

  private SecretKeys() {}

  /** Whether the value of this key is to be kept from every output. */
  static boolean isSecret(String key, String text) {
    if (key.startsWith(Keys.SERVICE)) {
      if (key.endsWith(".token") || key.endsWith(".password")) {
        return true;
      }
      if (key.endsWith(".headers")) {
        return SECRET_HEADER.matcher(text).find();
      }
    }
    return USER_INFO.matcher(text).find() || JDBC_PASSWORD.matcher(text).find();
  }

  /**
   * Refuses a secret that stands where others can read it: on the command line (the process list),
   * in a property (likewise), or in a file that belongs into version control.
   */
  static void refuseInline(String key, String text, Origin origin) {
    if (origin.layer() == Layer.ENVIRONMENT || !isSecret(key, text)) {
      return;
    }
    throw new SettingsException(
        "%s holds a secret (from %s), which others could read there; %s"
            .formatted(key, origin.place(), cure(key)));
  }

  private static String cure(String key) {
    String variable = "set " + Settings.environmentVariable(key);
    String name = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "token", "password" -> "write " + key + "-file, or " + variable;
      case "headers" -> "write " + key + "-file, or " + variable;
      case "url" ->
          key.startsWith(Keys.SERVICE)
              ? "write %s and %s"
                  .formatted(
                      key.replaceFirst("url$", "user"), key.replaceFirst("url$", "password-file"))
              : variable;
      default -> variable;
    };
  }
}
