package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.sandbox.stack.Folders;
import dev.genesis.harness.sandbox.stack.Program;
import dev.genesis.harness.sandbox.stack.ProgramSource;
import dev.genesis.harness.sandbox.stack.ProgramSpec;
import dev.genesis.harness.sandbox.stack.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running sandbox: what it started, in the order in which it was started. */
final class SmallWorld implements Sandbox {
  private final Path folder;
  private final String environment;
  private final GenesisStandIn genesis;
  private final Map<Part, Program> programs = new EnumMap<>(Part.class);

  private SmallWorld(Path folder, String environment) {
    this.folder = folder;
    this.environment = environment;
    this.genesis = GenesisStandIn.start();
  }

  static Sandbox start(
      Set<Part> parts,
      String environment,
      CompressedTime time,
      ProgramSource source,
      @Nullable Path monitoring) {
    try {
      SmallWorld world = new SmallWorld(Files.createTempDirectory("genesis-sandbox-"), environment);
      try {
        world.startParts(parts, time, source);
        return world;
      } catch (RuntimeException | Error e) {
        world.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder for the sandbox", e);
    }
  }

  private void startParts(Set<Part> parts, CompressedTime time, ProgramSource source) {
    if (parts.contains(Part.PUSHGATEWAY)) {
      start(Part.PUSHGATEWAY, Programs.pushgateway(), source);
    }
    if (parts.contains(Part.NODE_EXPORTER)) {
      start(Part.NODE_EXPORTER, Programs.nodeExporter(), source);
    }
    if (parts.contains(Part.ALERTMANAGER)) {
      start(
          Part.ALERTMANAGER, Programs.alertmanager((f, own) -> PlainConfig.alertmanager()), source);
    }
    if (parts.contains(Part.PROMETHEUS)) {
      start(
          Part.PROMETHEUS,
          Programs.prometheus(
              (f, own) -> PlainConfig.prometheus(services(), own, environment, time), List.of()),
          source);
    }
  }

  private void start(Part part, ProgramSpec spec, ProgramSource source) {
    programs.put(part, Program.start(spec, source, folder.resolve(part.service())));
  }

  @Override
  public GenesisStandIn genesis() {
    return genesis;
  }

  @Override
  public Map<String, URI> services() {
    Map<String, URI> services = new LinkedHashMap<>();
    services.put("genesis", genesis.uri());
    programs.forEach((part, program) -> services.put(part.service(), program.uri()));
    return services;
  }

  @Override
  public String environment() {
    return environment;
  }

  @Override
  public Program program(Part part) {
    Program program = programs.get(part);
    if (program == null) {
      throw new IllegalArgumentException("the sandbox was built without " + part.service());
    }
    return program;
  }

  @Override
  public void close() {
    programs.values().forEach(Program::close);
    genesis.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's folder cannot be deleted", e);
    }
  }
}
