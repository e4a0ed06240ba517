package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static List<Incident> of(WatchRecord record) {
    return Incidents.of(record.checkpoints(), Objectives.PLAN);
  }

  private static Evidence errors(Evidence e, Reading errors) {
    return new Evidence(
        e.runId(),
        e.passRates(),
        e.conclusive(),
        e.failedCritical(),
        errors,
        e.p95(),
        e.up(),
        e.meanLatency(),
        e.resources(),
        e.alerts(),
        e.alertsKnown(),
        e.health(),
        e.logErrors(),
        e.problems());
  }

  @Test
  void allWell_hasNone() {
    assertThat(of(Watches.well(0))).isEmpty();
  }

  @Test
  void failingObjective_isOneIncidentFromFirstToLastSight() {
    List<Incident> incidents = of(Watches.at(4, 6, e -> errors(e, Watches.reading(0.05))));

    assertThat(incidents)
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.key()).isEqualTo("error ratio");
              assertThat(incident.priority()).isEqualTo("P1");
              assertThat(incident.openedBy()).isEqualTo("h01m15");
              assertThat(incident.closedBy()).isEqualTo("h02");
              assertThat(incident.evidence()).hasSize(4);
              assertThat(incident.evidence().get(0)).contains("0.05");
            });
  }

  @Test
  void faultThatComesBack_isASecondIncident() {
    WatchRecord record =
        Watches.record(
            0,
            (i, r) ->
                i == 4 || i == 9
                    ? Watches.with(r, errors(Watches.well(), Watches.reading(0.05)))
                    : r);

    assertThat(of(record)).hasSize(2).noneMatch(Incident::open);
  }

  @Test
  void missingData_doesNotCloseAnIncident() {
    WatchRecord record =
        Watches.record(
            0,
            (i, r) ->
                i < 10
                    ? r
                    : Watches.with(
                        r,
                        errors(
                            Watches.well(), i == 10 ? Watches.reading(0.05) : Watches.missing())));

    assertThat(of(record)).singleElement().satisfies(i -> assertThat(i.open()).isTrue());
  }

  @Test
  void failedCriticalCheck_isP0() {
    WatchRecord record =
        Watches.at(
            8,
            8,
            e ->
                new Evidence(
                    e.runId(),
                    new TreeMap<>(e.passRates()),
                    true,
                    List.of("production/ServiceHealth.respondsHealthy"),
                    e.errorRatio(),
                    e.p95(),
                    e.up(),
                    e.meanLatency(),
                    e.resources(),
                    e.alerts(),
                    true,
                    e.health(),
                    e.logErrors(),
                    e.problems()));

    assertThat(of(record))
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.priority()).isEqualTo("P0");
              assertThat(i.closedBy()).isEqualTo("h02m30");
            });
  }
}
