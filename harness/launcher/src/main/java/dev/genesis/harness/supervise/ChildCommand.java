package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts a JVM for checks. */
final class ChildCommand {
  /**
   * What a short-lived process needs: little to compile and one collector thread. Checks wait for
   * the network; who has one that computes sets genesis.jvm-args, which come later and win.
   */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  private ChildCommand() {}

  static List<String> of(Settings settings, ChildClassPath classPath, Path request) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    for (String argument :
        settings.find(GenesisSettings.JVM_ARGS).orElse("").strip().split("\\s+", -1)) {
      if (!argument.isEmpty()) {
        command.add(argument);
      }
    }
    command.add("-cp");
    command.add(classPath.text());
    command.add("dev.genesis.harness.run.ChildMain");
    command.add(request.toString());
    return command;
  }
}
