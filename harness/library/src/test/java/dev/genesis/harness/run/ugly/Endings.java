package dev.genesis.harness.run.ugly;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that end their process, or never end. */
public final class Endings {
  private Endings() {}

  private static void spin() {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  /** Passes. */
  public static class Innocent {
    @Test
    void one() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void each(int argument) {}
  }

  /** Exits as if all were well. */
  public static class Exits {
    @Test
    void exits() {
      System.exit(0);
    }
  }

  /** Ends without even a shutdown hook. */
  public static class Halts {
    @Test
    void halts() {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Uses up the memory. */
  public static class EatsMemory {
    @Test
    void eats() {
      System.out.println(Stream.generate(() -> new byte[16 << 20]).toList().size());
    }
  }

  /** Spins for ever. */
  public static class Spins {
    @Test
    void spins() {
      spin();
    }
  }

  /** Spins for ever, with a timeout of JUnit's that can't help. */
  public static class SpinsWithTimeout {
    @Test
    @Timeout(1)
    void spins() {
      spin();
    }
  }

  /** Leaves an abandoned thread behind that keeps a process alive. */
  public static class SpinsOnAnotherThread {
    @Test
    @Timeout(
        value = 200,
        unit = TimeUnit.MILLISECONDS,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void spins() {
      spin();
    }
  }

  /** Sleeps for long, but wakes when interrupted. */
  public static class Sleeps {
    @Test
    void sleeps() throws InterruptedException {
      TimeUnit.MINUTES.sleep(10);
    }
  }

  /** Reads from a socket that never says anything. */
  public static class ReadsASocket {
    @Test
    void reads() throws IOException {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
        socket.getInputStream().read();
      }
    }
  }

  /** Two tests whose instance never gets built. */
  public static class HangsInConstructor {
    HangsInConstructor() {
      spin();
    }

    @Test
    void never() {}

    @Test
    void neither() {}
  }

  /** Two that never begin. */
  public static class HangsInBeforeAll {
    @BeforeAll
    static void setUp() {
      spin();
    }

    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** Its source never gives anything. */
  public static class HangsInSource {
    static Stream<Integer> source() {
      spin();
      return Stream.of(1);
    }

    @ParameterizedTest
    @MethodSource("source")
    void never(int argument) {}
  }

  /** Two pass, the third hangs, the fourth would pass. */
  public static class HangsInDynamicTest {
    @TestFactory
    List<DynamicTest> one() {
      return IntStream.rangeClosed(1, 4)
          .mapToObj(i -> DynamicTest.dynamicTest("number " + i, () -> hangAt(3, i)))
          .toList();
    }
  }

  private static void hangAt(int which, int number) {
    if (number == which) {
      spin();
    }
  }
}
