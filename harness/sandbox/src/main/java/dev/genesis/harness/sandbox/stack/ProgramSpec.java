package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How a program is started and when it is ready; {@link Programs} has those that we use. */
public interface ProgramSpec {
  /** What is started. */
  Tool tool();

  /**
   * Its arguments, for the address that it is to listen on. Called before each start; what the
   * program needs beside its arguments is written into the folder, which stays over restarts.
   */
  List<String> arguments(Path folder, URI address) throws IOException;

  /** The path that answers 200 when it is ready. */
  default String readyPath() {
    return "/-/ready";
  }
}
