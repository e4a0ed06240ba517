package dev.genesis.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryStoreKit {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("state").resolve("history.db");
  }

  @Override
  protected HistoryStore open() {
    return Histories.open(file().toString());
  }

  private static void sql(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void aLockedFile_isSaidInOneLine() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = other.createStatement();
        HistoryStore store =
            Histories.open(file().toString(), Duration.ofMillis(50), Retention.FOREVER)) {
      statement.execute("BEGIN IMMEDIATE");

      assertThatThrownBy(() -> store.store(StoredRun.of("r1").passed("production/A.a").judged()))
          .isInstanceOf(HistoryException.class)
          .hasMessageContainingAll(file().toString(), "locked by another process", "--history")
          .hasMessageNotContaining("\n");

      statement.execute("ROLLBACK");
      store.store(StoredRun.of("r1").passed("production/A.a").judged());
      assertThat(store.run("r1")).isPresent();
    }
  }

  @Test
  void aFileOfSomethingElse_isLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "dear diary\n".repeat(500));

    assertThatThrownBy(() -> Histories.open(other.toString()))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll(other.toString(), "not SQLite", "--history");
    assertThat(Files.readString(other)).startsWith("dear diary").hasSize(5_500);
  }

  @Test
  void aDatabaseOfSomethingElse_isLeftAlone() throws Exception {
    Path other = folder.resolve("photos.db");
    sql(other, "CREATE TABLE photos (name TEXT)");

    assertThatThrownBy(() -> Histories.open(other.toString()))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll(other.toString(), "something else", "--history");
    sql(other, "INSERT INTO photos (name) VALUES ('a')");
  }

  @Test
  void aNewerSchema_isLeftAlone() throws Exception {
    open().close();
    sql(file(), "UPDATE genesis_schema SET version = 99");

    assertThatThrownBy(this::open)
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll("newer version", "schema 99");
    sql(file(), "SELECT * FROM runs");
  }

  @Test
  void aDamagedFile_isSaidAndLeftAlone() throws Exception {
    Path file = folder.resolve("damaged.db");
    try (HistoryStore store = Histories.open(file.toString())) {
      for (int i = 0; i < 50; i++) {
        store.store(StoredRun.of("r" + i).passed("production/A.a").judged());
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4_096, bytes.length, (byte) 0xA5);
    Files.write(file, bytes);

    assertThatThrownBy(
            () -> {
              try (HistoryStore store = Histories.open(file.toString())) {
                store.runs(RunQuery.last(null, 500));
              }
            })
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll(file.toString(), "damaged", "--history");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void storing_forgetsWhatIsOlderThanIsToBeKept() {
    Retention retention = new Retention(Duration.ofDays(1), Long.MAX_VALUE);
    try (HistoryStore store = Histories.open(file().toString(), Duration.ofSeconds(5), retention)) {
      store.store(StoredRun.of("r1").at(NOON).passed("production/A.a").judged());
      store.store(
          StoredRun.of("r2").at(NOON.plusSeconds(90_000)).passed("production/A.a").judged());

      assertThat(store.runs(RunQuery.last(null, 10)))
          .extracting(RunRecord::runId)
          .containsExactly("r2");
    }
  }

  @Test
  void aFolder_isNoHistory() {
    assertThatThrownBy(() -> Histories.open(folder.toString()))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void anotherDatabase_isNotUnderstood() {
    assertThatThrownBy(() -> Histories.open("jdbc:h2:mem:a"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void aPasswordInTheAddress_isRefusedAndNotShown() {
    assertThatThrownBy(() -> Histories.open("jdbc:postgresql://localhost/a?user=b&password=s3cret"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("PGPASSFILE")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aRunThatCannotBeStoredWhole_isNotThereAtAll() throws Exception {
    try (HistoryStore store = open()) {
      store.store(StoredRun.of("r1").passed("production/A.a").judged());
      sql(
          file(),
          "CREATE TRIGGER full BEFORE INSERT ON objectives"
              + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

      assertThatThrownBy(() -> store.store(StoredRun.of("r2").passed("production/A.a").judged()))
          .isInstanceOf(HistoryException.class)
          .hasMessageContaining("the disk is full");

      assertThat(store.run("r2")).isEmpty();
      assertThat(store.results("r2")).isEmpty();
      assertThat(store.kept().of("production", SCOPE).orElseThrow().runsTotal())
          .containsEntry("met", 1L);
    }
  }
}
