package dev.genesis.harness.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlHistoryTest extends HistoryStoreKit {
  private static PostgresqlServer server;

  private String address = "";

  @BeforeAll
  static void startServer() {
    server = PostgresqlServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected HistoryStore open() {
    if (address.isEmpty()) {
      address = server.newDatabase();
    }
    return Histories.open(address);
  }

  @Test
  void aDatabaseThatIsNotThere_isSaidInOneLine() {
    assertThatThrownBy(() -> Histories.open(server.address("nowhere")))
        .isInstanceOf(HistoryException.class)
        .hasMessageContainingAll("nowhere", "create the database")
        .hasMessageNotContaining("\n");
  }

  @Test
  void nobodyThere_isSaidInOneLine() {
    assertThatThrownBy(() -> Histories.open("jdbc:postgresql://127.0.0.1:1/a?user=b"))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("\n");
  }
}
