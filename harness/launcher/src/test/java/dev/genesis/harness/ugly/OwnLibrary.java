package dev.genesis.harness.ugly;

/** What a check jar needs and brings in a jar of its own. */
final class OwnLibrary {
  private OwnLibrary() {}

  static String version() {
    return "own";
  }
}
