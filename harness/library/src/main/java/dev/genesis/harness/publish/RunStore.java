package dev.genesis.harness.publish;

import java.util.Optional;

/**
 * What keeps runs, as publishing sees it: a run is stored before it is published anywhere, and what
 * is kept over runs comes from here.
 */
public interface RunStore {
  /** No history was asked for: nothing is stored, and nothing is known of earlier runs. */
  RunStore NONE =
      new RunStore() {
        @Override
        public boolean wanted() {
          return false;
        }

        @Override
        public void store(JudgedRun run) {}

        @Override
        public KeptValues kept() {
          return (suite, scope) -> Optional.empty();
        }
      };

  /** Whether a run is to be stored at all. */
  default boolean wanted() {
    return true;
  }

  /**
   * Stores a run, whole or not at all.
   *
   * @throws RunStoreException if it could not
   */
  void store(JudgedRun run);

  /** What is kept over runs, those stored so far included; knows nothing if it can't be read. */
  KeptValues kept();

  /** One that was asked for and cannot be had: the line says why and what to do. */
  static RunStore broken(String line) {
    return new RunStore() {
      @Override
      public void store(JudgedRun run) {
        throw new RunStoreException(line);
      }

      @Override
      public KeptValues kept() {
        return NONE.kept();
      }
    };
  }
}
