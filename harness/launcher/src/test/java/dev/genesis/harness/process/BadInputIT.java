package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {
  @TempDir private Path folder = Path.of("");
  private GenesisProcess genesis = new GenesisProcess(folder);
  private String good = "";

  @BeforeEach
  void inAFolderOfItsOwn() throws IOException {
    genesis = new GenesisProcess(folder);
    good = genesis.jar("good", "LeaksAThread").toString();
  }

  private static void isOneLine(Ended ended, int exitCode, String... parts) {
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
    assertThat(ended.err()).startsWith("genesis: ").hasLineCount(1).contains(parts);
    assertThat(ended.err()).doesNotContain("Exception", "\tat ");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void wrongUsage_isOneLineAndCodeTwo() throws Exception {
    isOneLine(genesis.run("run"), 2, "--checks", "--suite");
    isOneLine(genesis.run("run", "--checks", "none.jar"), 2, "none.jar does not exist");
    Files.writeString(folder.resolve("text.jar"), "no jar");
    isOneLine(genesis.run("run", "--checks", "text.jar"), 2, "text.jar is no readable jar");
    isOneLine(genesis.run("run", "--suite", "nightly"), 2, "no suite 'nightly'", "production");
    isOneLine(
        genesis.run("run", "--checks", good, "--pushgateway-url", "localhost:9091"),
        2,
        "has no scheme (from --pushgateway-url)",
        "http://localhost:9091");
  }

  @Test
  void selectionOfNothing_isOneLineAndCodeTwo_andNoLostRun() throws Exception {
    isOneLine(genesis.run("run", "--checks", good, "--select", "NoSuchClass"), 2, "NoSuchClass");
    assertThat(genesis.run("run", "--checks", good).err()).doesNotContain("lost");
  }

  @Test
  void stateFolderThatIsNone_isOneLineAndCodeTwo() throws Exception {
    Files.writeString(folder.resolve("state"), "in the way");
    isOneLine(genesis.run("run", "--checks", good), 2, "cannot be written", "--history");
  }

  @Test
  void jvmThatDoesNotStart_isOneLineThatNamesTheSetting() throws Exception {
    isOneLine(
        genesis.run("run", "--checks", good, "--jvm-args=-XX:NoSuchFlag"),
        2,
        "genesis.jvm-args",
        "NoSuchFlag");
  }

  @Test
  void unreachablePushgateway_keepsTheResultAndEndsWithFour() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Ended run =
        genesis.run(
            "run",
            "--checks",
            good,
            "--output",
            "out",
            "--push-timeout",
            "1s",
            "--pushgateway-url",
            "http://127.0.0.1:" + free);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
    assertThat(genesis.runJson().path("exitCode").asInt()).isEqualTo(4);
    assertThat(genesis.runJson().path("passRate").asDouble()).isEqualTo(1.0);
    assertThat(run.out()).contains("127.0.0.1:" + free);
  }

  @Test
  void historyThatIsNone_keepsTheResultAndEndsWithFour() throws Exception {
    Files.writeString(folder.resolve("broken.db"), "this is no database, and long enough to tell");
    Ended run = genesis.run("run", "--checks", good, "--output", "out", "--history", "broken.db");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
    assertThat(run.out()).contains("broken.db");
    assertThat(genesis.runJson().path("passRate").asDouble()).isEqualTo(1.0);
  }

  /** A limit on the size of files is what a full disk looks like to a process. */
  @Test
  void noRoomForTheJournal_isSaidAndNeverGreen() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "ulimit -f 1; exec '%s' -jar '%s' run --checks '%s'"
            .formatted(java, GenesisProcess.jarUnderTest(), good);
    Ended run = genesis.ended(genesis.start(List.of("/bin/sh", "-c", command)));
    assertThat(run.exitCode()).as(run.out() + run.err()).isNotZero();
    assertThat(run.out() + run.err()).doesNotContain("Exception", "\tat ");
  }
}
