package dev.genesis.harness.config;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Everything that must never be shown. Whoever writes text that may hold a message of a check, an
 * exception or an answer passes it through {@link #blank}: what the harness was given as a secret
 * is replaced, in any of the forms in which it travels, and so is what looks like one.
 *
 * <pre>{@code
 * log.info(Secrets.ofProcess().blank(exception.getMessage()));
 * }</pre>
 */
public final class Secrets {
  /** What stands where a secret stood. */
  public static final String BLANK = "***";

  /** The shortest that can be blanked without blanking innocent text. */
  static final int SHORTEST = 4;

  private static final Secrets PROCESS = new Secrets();

  private static final Pattern USER_INFO =
      Pattern.compile("(?<=[a-zA-Z0-9+.-]://)[^/?#\\s\"'<>@]+(?=@)");
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie)(\"?\\s*[:=]\\s*\"?)[^\\r\\n\"]+");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;](?:password|pass|pwd|sslpassword)=)[^&;\\s'\"]+");
  private static final Pattern BEARER =
      Pattern.compile("\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  /** Longest first, so that a secret within another leaves nothing of the longer one. */
  private final List<String> forms = new CopyOnWriteArrayList<>();

  /** A registry of its own; tests use it. */
  public Secrets() {}

  /** The registry of this process, which every setting that is a secret is put into. */
  public static Secrets ofProcess() {
    return PROCESS;
  }

  /** Forgets every secret: for tests that plant nonsense, which would blank the texts of others. */
  void forget() {
    forms.clear();
  }

  /** Keeps a secret from every text from now on, however it is encoded. */
  public void add(String secret) {
    String plain = secret.strip();
    if (plain.length() < SHORTEST) {
      return;
    }
    addForm(plain);
    addForm(URLEncoder.encode(plain, StandardCharsets.UTF_8));
    addForm(URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20"));
    addForm(base64(plain));
    addForm(plain.replace("\\", "\\\\").replace("\"", "\\\""));
    addForm(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    addForm(
        plain
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  /** Keeps a password, and the form in which basic authentication sends it. */
  public void addCredentials(String user, String password) {
    add(password);
    add(base64(user + ":" + password));
  }

  /** Puts every secret of the settings in, those in files included. */
  void addAll(Settings settings) {
    settings
        .asMap()
        .forEach(
            (key, value) -> {
              if (SecretKeys.isSecret(key, value.text())) {
                addValue(key, value.text());
              }
            });
    for (String name : settings.serviceNames()) {
      ServiceSettings service = settings.service(name);
      String user = service.text("user").orElse("");
      service.text("password").ifPresent(p -> addCredentials(user, p));
      for (String key : List.of("token-file", "password-file", "headers-file")) {
        service.file(key).ifPresent(f -> addFile(service, key, f, user));
      }
    }
  }

  private void addFile(ServiceSettings service, String key, Path file, String user) {
    String text = SecretFile.read(service, key, file);
    if (key.equals("headers-file")) {
      addHeaders(text);
    } else {
      addCredentials(user, text);
    }
  }

  private void addValue(String key, String text) {
    if (key.endsWith(".headers")) {
      addHeaders(text);
    } else if (text.contains("://")) {
      addUserInfo(text);
    } else {
      add(text);
    }
  }

  private void addHeaders(String lines) {
    for (String line : SettingType.LIST.parser().apply(lines)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      add(value);
      // "Bearer abc": the token alone is the secret too
      add(value.substring(value.indexOf(' ') + 1));
    }
  }

  private void addUserInfo(String text) {
    try {
      String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
      URI uri = URI.create(plain);
      String info = uri.getRawUserInfo();
      if (info != null) {
        String decoded = URLDecoder.decode(info, StandardCharsets.UTF_8);
        int colon = decoded.indexOf(':');
        add(info);
        addCredentials(decoded.substring(0, Math.max(0, colon)), decoded.substring(colon + 1));
      }
      String query = uri.getRawQuery();
      if (query != null) {
        for (String part : query.split("[&;]", -1)) {
          if (part.toLowerCase(Locale.ROOT).matches("(ssl)?(pass|pwd|password)=.*")) {
            add(URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IllegalArgumentException e) {
      add(text);
    }
  }

  private void addForm(String form) {
    if (!forms.contains(form)) {
      forms.add(form);
      forms.sort(Comparator.comparing(String::length).reversed());
    }
  }

  /** The text with every secret replaced by {@value #BLANK}. */
  public String blank(String text) {
    String blanked = text;
    for (String form : forms) {
      if (form.length() <= blanked.length()) {
        blanked = blanked.replace(form, BLANK);
      }
    }
    if (blanked.contains("://")) {
      blanked = USER_INFO.matcher(blanked).replaceAll(BLANK);
    }
    blanked = HEADER.matcher(blanked).replaceAll("$1$2" + BLANK);
    blanked = PARAMETER.matcher(blanked).replaceAll("$1" + BLANK);
    return BEARER.matcher(blanked).replaceAll("$1 " + BLANK);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a secret from the file that a service's key names. */
  static final class SecretFile {
    private static final int LARGEST = 64 * 1024;

    private SecretFile() {}

    static String read(ServiceSettings service, String key, Path file) {
      try {
        if (Files.size(file) > LARGEST) {
          throw new SettingsException(
              "%s: '%s' is larger than 64 KiB; write a file that holds the secret alone"
                  .formatted(service.wholeKey(key), file));
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
          throw new SettingsException(
              "%s: '%s' is empty; write the secret into it".formatted(service.wholeKey(key), file));
        }
        return text;
      } catch (IOException e) {
        throw new SettingsException(
            "%s: '%s' cannot be read; check who may read it"
                .formatted(service.wholeKey(key), file));
      }
    }
  }
}
