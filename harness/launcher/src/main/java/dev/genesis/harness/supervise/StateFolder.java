package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the harness keeps what has to outlive a process: the folder of the history file, with run
 * folders in {@code runs/} and locks in {@code locks/} beside it. A history in a database server
 * leaves these two in the default place.
 *
 * @param root the folder
 */
public record StateFolder(Path root) {

  /** The folder that the settings say, else {@code ~/.local/state/genesis-harness}. */
  public static StateFolder of(Settings settings, Map<String, String> environment) {
    String history = settings.find(GenesisSettings.HISTORY).orElse("");
    if (!history.isEmpty() && !history.startsWith("jdbc:")) {
      Path parent = Path.of(history).toAbsolutePath().getParent();
      if (parent != null) {
        return new StateFolder(parent);
      }
    }
    return new StateFolder(
        baseFolder(environment.get("XDG_STATE_HOME"), ".local/state").resolve("genesis-harness"));
  }

  /** A folder of the XDG base directory specification, which ignores relative ones. */
  static Path baseFolder(@Nullable String variable, String below) {
    if (variable != null && Path.of(variable).isAbsolute()) {
      return Path.of(variable);
    }
    // what ~ means to a shell; Java's own idea of it comes from the user database
    String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home", "/"));
    return Path.of(home).resolve(below);
  }

  Path runs() {
    return folder("runs");
  }

  Path locks() {
    return folder("locks");
  }

  /** The run folders there are, the oldest first. */
  List<Path> runFolders() {
    try (Stream<Path> folders = Files.list(runs())) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of(); // said by whoever wants to write there
    }
  }

  private Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw SupervisionException.wrongUsage(
          "the state folder "
              + root
              + " cannot be written ("
              + Reasons.of(e)
              + "); give another place with --history FILE or XDG_STATE_HOME");
    }
  }
}
