package dev.genesis.production;

import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.fault.FaultProxy;
import dev.genesis.harness.sandbox.fault.FrontCertificates;
import dev.genesis.harness.sandbox.fault.ProxyOptions;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.sandbox.trial.Cause;
import dev.genesis.harness.sandbox.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the world of the production suite. */
final class Causes {
  private Causes() {}

  /** A fault of the stand-in, or of the imaginary machine. */
  static Cause<World> fault(Fault fault) {
    return switched(
        "fault " + fault.label(),
        world -> world.sandbox().genesis().switchOn(fault),
        world -> world.sandbox().genesis().switchOff(fault));
  }

  /** A program that was stopped. */
  static Cause<World> stopped(Part part) {
    return switched(
        part.service() + " stopped",
        world -> world.sandbox().program(part).stop(),
        world -> world.sandbox().program(part).start());
  }

  /** Prometheus sends its alerts elsewhere, and Alertmanager has forgotten those it had. */
  static Cause<World> alertsSentToNobody() {
    Cause<World> edited =
        edited(
            "alerts sent to nobody", Part.PROMETHEUS, "prometheus.yml", Edits::sendAlertsToNobody);
    return new Cause<>() {
      @Override
      public String label() {
        return edited.label();
      }

      @Override
      public Trial begin(World world, Trial healthy) throws Exception {
        Trial trial = edited.begin(world, healthy);
        world.sandbox().program(Part.ALERTMANAGER).restart();
        return trial;
      }

      @Override
      public void end(World world) throws Exception {
        edited.end(world);
      }
    };
  }

  /** A Grafana that says something else. */
  static Cause<World> grafana(String label, Consumer<GrafanaStandIn> change) {
    return switched(
        "Grafana " + label,
        world -> change.accept(world.grafana()),
        world -> world.grafana().heal());
  }

  /** A program whose configuration file was edited and read again. */
  static Cause<World> edited(String label, Part part, String file, UnaryOperator<String> change) {
    return new Cause<>() {
      private @Nullable String original;

      @Override
      public String label() {
        return label;
      }

      @Override
      public Trial begin(World world, Trial healthy) throws IOException, InterruptedException {
        Path path = world.sandbox().program(part).folder().resolve(file);
        original = Files.readString(path);
        String changed = change.apply(original);
        if (changed.equals(original)) {
          throw new IllegalStateException(label + ": nothing to change in " + path);
        }
        Files.writeString(path, changed);
        world.reload(part);
        return healthy;
      }

      @Override
      public void end(World world) throws IOException, InterruptedException {
        if (original != null) {
          Files.writeString(world.sandbox().program(part).folder().resolve(file), original);
          world.reload(part);
        }
      }
    };
  }

  /** Genesis behind https, with a certificate that ends in two days. */
  static Cause<World> expiringCertificate() {
    return new Cause<>() {
      private @Nullable FaultProxy front;

      @Override
      public String label() {
        return "certificate that expires in two days";
      }

      @Override
      public Trial begin(World world, Trial healthy) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "certificates-");
        FrontCertificates certificates = FrontCertificates.in(folder, 2);
        front =
            FaultProxy.inFrontOf(
                "genesis",
                world.sandbox().genesis().uri(),
                ProxyOptions.DEFAULTS.withFront(certificates));
        return healthy
            .with("genesis.service.genesis.url", front.uri().toString())
            .with("genesis.service.genesis.ca-file", certificates.caFile().toString());
      }

      @Override
      public void end(World world) {
        if (front != null) {
          front.close();
        }
      }
    };
  }

  /** Prometheus, whose clock is an hour slow. */
  static Cause<World> slowClockOfPrometheus() {
    return new Cause<>() {
      private @Nullable Relay relay;

      @Override
      public String label() {
        return "clock of prometheus an hour slow";
      }

      @Override
      public Trial begin(World world, Trial healthy) throws IOException {
        relay =
            Relay.before(
                world.sandbox().program(Part.PROMETHEUS).uri(),
                (asked, answer) ->
                    asked.contains("query=time()")
                        ? answer.replaceAll(
                            "\"\\d+(\\.\\d+)?\"",
                            "\"" + (System.currentTimeMillis() / 1000 - 3600) + "\"")
                        : answer);
        return healthy.with("genesis.service.prometheus.url", relay.uri().toString());
      }

      @Override
      public void end(World world) {
        if (relay != null) {
          relay.close();
        }
      }
    };
  }

  private static Cause<World> switched(String label, Consumer<World> on, Consumer<World> off) {
    return new Cause<>() {
      @Override
      public String label() {
        return label;
      }

      @Override
      public Trial begin(World world, Trial healthy) {
        on.accept(world);
        return healthy;
      }

      @Override
      public void end(World world) {
        off.accept(world);
      }
    };
  }
}
