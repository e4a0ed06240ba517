package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.stack.ProgramSource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be in a sandbox. Without further words: the stand-in Genesis alone, in real time, in
 * the environment {@code sandbox}.
 */
public final class SandboxBuilder {
  private final Set<Part> parts = EnumSet.noneOf(Part.class);
  private String environment = "sandbox";
  private CompressedTime time = CompressedTime.none();
  private ProgramSource source = ProgramSource.standard();
  private @Nullable Path monitoring;

  SandboxBuilder() {}

  /** With these parts. */
  public SandboxBuilder with(Part... more) {
    parts.addAll(Set.of(more));
    return this;
  }

  /** With every part. */
  public SandboxBuilder withEverything() {
    parts.addAll(EnumSet.allOf(Part.class));
    return this;
  }

  /** The {@code environment} label of every scrape target. */
  public SandboxBuilder environment(String name) {
    this.environment = name;
    return this;
  }

  /** How the times of the monitoring files are shortened. */
  public SandboxBuilder time(CompressedTime compression) {
    this.time = compression;
    return this;
  }

  /** Where the programs come from. */
  public SandboxBuilder programs(ProgramSource programs) {
    this.source = programs;
    return this;
  }

  /**
   * The folder with {@code prometheus_config.yml}, its rule files, {@code alertmanager.yml} and its
   * templates. Without it, the files that the launcher carries; without those, plain scraping of
   * the parts and no alerts.
   */
  public SandboxBuilder monitoring(Path folder) {
    this.monitoring = folder;
    return this;
  }

  /**
   * Starts it all and waits until every part is ready.
   *
   * @throws dev.genesis.harness.sandbox.stack.ProgramException if a part does not come up; nothing
   *     is left running then
   */
  public Sandbox start() {
    return SmallWorld.start(parts, environment, time, source, monitoring);
  }
}
