package dev.genesis.harness.publish;

import dev.genesis.harness.config.Settings;
import java.util.List;

/**
 * A destination of results. Implementations are listed in {@code
 * META-INF/services/dev.genesis.harness.publish.Publisher}, have a constructor without parameters,
 * and return within the time that the settings give; they never throw for what a destination does.
 */
public interface Publisher {

  /** The destination's name, as it stands in {@code run.json}. */
  String name();

  /** Whether the settings ask for it. */
  boolean wanted(Settings settings);

  /** Publishes the run; one publication per thing that can succeed or fail by itself. */
  List<Publication> publish(JudgedRun run, Settings settings, KeptValues kept);
}
