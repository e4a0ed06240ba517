package dev.genesis.harness.history;

import java.util.List;
import java.util.Optional;

/** The baselines that a history keeps, by environment and name. */
public interface BaselineHistory {
  /** Keeps a baseline; one of the same name is replaced. */
  void save(BaselineRecord baseline);

  /** The baseline of that name. */
  Optional<BaselineRecord> find(String environment, String name);

  /** The names of all baselines of an environment, the newest first. */
  List<String> names(String environment);
}
