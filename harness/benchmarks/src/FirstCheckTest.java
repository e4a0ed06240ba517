import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Writes down when it ran. */
class FirstCheckTest {
  @Test
  void stamps() throws Exception {
    Files.writeString(
        Path.of(System.getenv("GENESIS_BENCH_STAMP")), Long.toString(System.currentTimeMillis()));
  }
}
