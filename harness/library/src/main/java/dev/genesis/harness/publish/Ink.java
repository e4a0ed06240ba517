package dev.genesis.harness.publish;

/** Colours, where the terminal has them. */
record Ink(boolean ansi) {
  String red(String text) {
    return in(31, text);
  }

  String green(String text) {
    return in(32, text);
  }

  String yellow(String text) {
    return in(33, text);
  }

  String faint(String text) {
    return in(2, text);
  }

  private String in(int code, String text) {
    return ansi ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
