package dev.genesis.harness.cli;

/** How a command writes what it found; the constants are named as they are typed. */
enum Format {
  table,
  json
}
