package dev.genesis.harness.ugly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShowsItsWorld {
  @Test
  void writesDownWhatItSees() throws IOException {
    Files.writeString(
        Path.of(System.getenv("UGLY_FOLDER"), "world"),
        "junit "
            + Test.class.getPackage().getImplementationVersion()
            + "\nlibrary "
            + OwnLibrary.version());
  }
}
