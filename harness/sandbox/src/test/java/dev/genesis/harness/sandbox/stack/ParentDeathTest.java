package dev.genesis.harness.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentDeathTest {

  /** Started as a process: a whole sandbox, until it is killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws IOException {
      Sandbox sandbox = Sandbox.builder().withEverything().start();
      System.out.println("up with " + sandbox.services());
      System.out.flush();
      // until the test is over
      System.in.transferTo(OutputStream.nullOutputStream());
      sandbox.close();
    }
  }

  @Test
  void parentIsKilled_noProcessIsLeftAfterFiveSeconds() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectErrorStream(true)
            .start();
    List<ProcessHandle> family;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.startsWith("up with ")) {
        line = said.readLine();
      }
      assertThat(line).isNotNull();
      family = parent.descendants().toList();
      // four programs, each with its guard and the guard's watcher
      assertThat(family).hasSizeGreaterThanOrEqualTo(8);
    } finally {
      parent.destroyForcibly();
    }

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
  }
}
