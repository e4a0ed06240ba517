package dev.genesis.harness.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.supervise.RunOrder.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentLockTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> said = new ArrayList<>();
  private StateFolder state = new StateFolder(folder);

  @BeforeEach
  void inTheFolder() {
    state = new StateFolder(folder);
  }

  private EnvironmentLock take(Purpose purpose) {
    return EnvironmentLock.take(
        state, "staging", purpose, Duration.ofMillis(50), said::add, () -> false);
  }

  /** What another process would hold. */
  private FileLocks.Held hold(String file) throws IOException {
    return FileLocks.tryLock(state.locks().resolve(file)).orElseThrow();
  }

  @Test
  void free_isTakenAtOnceAndFreeAgainAfterwards() throws IOException {
    take(Purpose.RUN).close();
    hold("staging.lock").close();
    assertThat(said).isEmpty();
  }

  @Test
  void heldByAnother_isWaitedForAndThenSaidInOneLine() throws IOException {
    try (FileLocks.Held other = hold("staging.lock")) {
      assertThat(other.lock().isValid()).isTrue();
      assertThatThrownBy(() -> take(Purpose.RUN))
          .isInstanceOf(SupervisionException.class)
          .hasMessageContaining("environment staging is in use by");
    }
    assertThat(said).hasSize(1);
  }

  @Test
  void plainRun_yieldsToWhoHasPrecedence() throws IOException {
    try (FileLocks.Held watch = hold("staging.precedence")) {
      assertThat(watch.lock().isValid()).isTrue();
      assertThatThrownBy(() -> take(Purpose.RUN)).isInstanceOf(SupervisionException.class);
    }
    take(Purpose.RUN).close();
  }

  @Test
  void deployment_doesNotYield() throws IOException {
    try (FileLocks.Held watch = hold("staging.precedence")) {
      assertThat(watch.lock().isValid()).isTrue();
      take(Purpose.DEPLOY).close();
    }
  }

  @Test
  void takenTwiceByOneProcess_isFreeOnlyAfterTheSecondEnd() {
    EnvironmentLock window = take(Purpose.DEPLOY);
    take(Purpose.DEPLOY).close();
    assertThatThrownBy(() -> hold("staging.lock")).isInstanceOf(Exception.class);
    window.close();
    take(Purpose.RUN).close();
  }
}
