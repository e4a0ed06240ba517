package dev.genesis.harness.ugly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Waits {
  @Test
  @Order(1)
  void passes() {}

  @Test
  @Order(2)
  void waits() throws IOException, InterruptedException {
    Files.writeString(Path.of(System.getenv("UGLY_FOLDER"), "waiting"), "");
    new CountDownLatch(1).await(60, TimeUnit.SECONDS);
  }

  @Test
  @Order(3)
  void neverComesToThis() {}
}
