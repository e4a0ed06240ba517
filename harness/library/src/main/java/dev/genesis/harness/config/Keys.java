package dev.genesis.harness.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which keys there are, and which is meant by one that is not. */
final class Keys {
  static final String SERVICE = Settings.PREFIX + "service.";
  static final String THRESHOLD = Settings.PREFIX + "threshold.";
  private static final Pattern THRESHOLD_KEY =
      Pattern.compile("genesis\\.threshold\\.[a-z0-9]+(-[a-z0-9]+)*");

  private Keys() {}

  static boolean isKnown(String key) {
    return typeOf(key).isPresent();
  }

  /** The type of a key's value; empty if there is no such key. */
  static Optional<SettingType<?>> typeOf(String key) {
    for (Setting<?> setting : GenesisSettings.all()) {
      if (setting.key().equals(key)) {
        return Optional.of(setting.type());
      }
    }
    if (THRESHOLD_KEY.matcher(key).matches()) {
      return Optional.of(SettingType.TEXT);
    }
    return ServiceSettings.nameIn(key)
        .flatMap(
            name ->
                Optional.ofNullable(
                    ServiceSettings.keys()
                        .get(key.substring(SERVICE.length() + name.length() + 1))));
  }

  /** The option of a key. */
  static String optionOf(String key) {
    String name = key.startsWith(Settings.PREFIX) ? key.substring(Settings.PREFIX.length()) : key;
    return "--" + name.replace('.', '-');
  }

  /** The key of an option; null if none is. */
  static @Nullable String ofOption(String option) {
    String name = option.replaceFirst("^--", "");
    for (Setting<?> setting : GenesisSettings.all()) {
      if (setting.option().equals("--" + name)) {
        return setting.key();
      }
    }
    if (name.startsWith("service-")) {
      String rest = name.substring("service-".length());
      String suffix = suffixOf(rest, "-");
      return suffix == null
          ? null
          : SERVICE + rest.substring(0, rest.length() - suffix.length() - 1) + "." + suffix;
    }
    if (name.startsWith("threshold-")) {
      String key = THRESHOLD + name.substring("threshold-".length());
      return isKnown(key) ? key : null;
    }
    return null;
  }

  /** The longest service key that the text ends with after a separator and a name; else null. */
  static @Nullable String suffixOf(String text, String separator) {
    return ServiceSettings.keysLongestFirst().stream()
        .filter(
            key -> {
              String end = separator + key.replace("-", separator);
              return text.endsWith(end) && text.length() > end.length();
            })
        .findFirst()
        .orElse(null);
  }

  /** What would be right instead of a key that is none. */
  static String hint(String wrong) {
    return hintAmong(wrong, candidates(wrong));
  }

  static String hintForOption(String wrong) {
    return hintAmong(wrong, GenesisSettings.all().stream().<String>map(Setting::option).toList());
  }

  private static String hintAmong(String wrong, List<String> candidates) {
    String closest = closest(wrong, candidates);
    return closest == null ? "'config show' lists all" : "write " + closest;
  }

  private static List<String> candidates(String wrong) {
    TreeSet<String> keys = new TreeSet<>();
    GenesisSettings.all().forEach(setting -> keys.add(setting.key()));
    String[] parts = wrong.split("\\.", -1);
    if (parts.length >= 4 && parts[2].matches("[A-Za-z0-9_-]+")) {
      ServiceSettings.keys().keySet().forEach(key -> keys.add(SERVICE + parts[2] + "." + key));
    }
    return List.copyOf(keys);
  }

  /** The candidate that is at most a third of its length away; null if none is. */
  static @Nullable String closest(String wrong, List<String> candidates) {
    String bounded = wrong.length() > 200 ? wrong.substring(0, 200) : wrong;
    if (candidates.contains(Settings.PREFIX + bounded)) {
      return Settings.PREFIX + bounded;
    }
    return candidates.stream()
        .filter(candidate -> near(bounded, candidate))
        .min(Comparator.comparingInt(candidate -> distance(bounded, candidate)))
        .orElse(null);
  }

  private static boolean near(String wrong, String candidate) {
    int telling = candidate.length() - commonBeginning(candidate);
    return distance(wrong, candidate) <= Math.max(1, Math.min(3, telling / 3));
  }

  /** The length of what all candidates begin with, which says nothing about likeness. */
  private static int commonBeginning(String candidate) {
    if (candidate.startsWith("--")) {
      return 2;
    }
    return candidate.startsWith(SERVICE) || candidate.startsWith("GENESIS_SERVICE_")
        ? SERVICE.length()
        : Settings.PREFIX.length();
  }

  /** How many letters to add, drop, change or swap with the next; case aside. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
