package dev.genesis.harness.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;

/** The commands there are, in the order in which help lists them. A new one is one line here. */
final class Commands {
  private static final Map<String, Supplier<Object>> LIST = new LinkedHashMap<>();

  static {
    LIST.put("demo", DemoCommand::new);
    LIST.put("run", RunCommand::new);
    LIST.put("list", ListCommand::new);
    LIST.put("publish", PublishCommand::new);
    LIST.put("groups", GroupsCommand::new);
    LIST.put("health", HealthCommand::new);
    LIST.put("prove", ProveCommand::new);
    LIST.put("baseline", BaselineCommand::new);
    LIST.put("watch", WatchCommand::new);
    LIST.put("validate", ValidateCommand::new);
    LIST.put("alert", AlertCommand::new);
    LIST.put("render", RenderCommand::new);
    LIST.put("config", ConfigCommand::new);
    LIST.put("sandbox", SandboxCommand::new);
    LIST.put("generate-completion", AutoComplete.GenerateCompletion::new);
  }

  private Commands() {}

  static Map<String, Supplier<Object>> all() {
    return LIST;
  }
}
