package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceJsonTest {
  @Test
  void evidence_comesBackAsItWas() {
    Evidence all =
        new Evidence(
            "run-1",
            new TreeMap<>(Map.of("production", 0.97)),
            true,
            List.of("p/A.b"),
            Watches.reading(0.05),
            Watches.missing(),
            Watches.reading(1),
            Watches.reading(0.13),
            new TreeMap<>(Map.of("disk", Watches.reading(0.5))),
            List.of(new Evidence.SeenAlert("Down", "P0", "it is \"down\"\n", Instant.EPOCH)),
            true,
            "WARNING",
            List.of("app.log: ERROR <x>"),
            List.of("a problem"));

    assertThat(EvidenceJson.read(EvidenceJson.write(all))).isEqualTo(all);
  }

  @Test
  void notANumber_comesBackAsMissing() {
    Evidence well = Watches.well();
    Evidence nan =
        new Evidence(
            null,
            well.passRates(),
            false,
            List.of(),
            Watches.reading(Double.NaN),
            well.p95(),
            well.up(),
            well.meanLatency(),
            well.resources(),
            List.of(),
            false,
            "OK",
            List.of(),
            List.of());

    Evidence read = EvidenceJson.read(EvidenceJson.write(nan));

    assertThat(read.errorRatio().value()).isNull();
    assertThat(read.runId()).isNull();
  }

  @Test
  void verdict_isJsonWithEveryCriterion() throws Exception {
    String json = EvidenceJson.write(Verdict.of(Watches.well(1), Objectives.PLAN));

    var tree = new ObjectMapper().readTree(json);
    assertThat(tree.path("verdict").asText()).isEqualTo("extend");
    assertThat(tree.path("criteria")).hasSize(8);
    assertThat(tree.path("criteria").get(7).path("because").asText()).contains("1 rollbacks");
  }
}
