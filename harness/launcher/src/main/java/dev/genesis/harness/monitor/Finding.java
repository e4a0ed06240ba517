package dev.genesis.harness.monitor;

import java.nio.file.Path;

/**
 * Something that does not fit.
 *
 * @param file where it stands
 * @param line from 1; 0 if it is the whole file
 * @param problem what is wrong, without file and line
 * @param cure what to do about it
 */
public record Finding(Path file, int line, String problem, String cure) {

  /** One line for the screen. */
  public String sentence() {
    return file + (line > 0 ? ":" + line : "") + ": " + problem + "; " + cure;
  }
}
