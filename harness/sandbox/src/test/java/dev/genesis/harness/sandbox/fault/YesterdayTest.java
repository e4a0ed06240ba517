package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YesterdayTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Yesterday YESTERDAY = new Yesterday(NOW);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'value':[1795521600.123,'1795521599']} | {'value':[1795435200.123,'1795435199']}
          {'value':[1795521600,'0.98']}           | {'value':[1795435200,'0.98']}
          {'at':'2026-11-24T11:59:00Z'}           | {'at':'2026-11-23T11:59:00Z'}
          {'at':'2026-11-24T11:59:00.5+01:00'}    | {'at':'2026-11-23T11:59:00.5+01:00'}
          {'millis':1795521600000}                | {'millis':1795435200000}
          {'count':1026,'rate':0.9828}            | {'count':1026,'rate':0.9828}
          {'version':'1.4.2','up':true,'n':null}  | {'version':'1.4.2','up':true,'n':null}
          {'startsAt':'0001-01-01T00:00:00Z'}     | {'startsAt':'0000-12-31T00:00:00Z'}
          """)
  void json_movesTimesAndNothingElse(String today, String yesterday) {
    String moved = of("application/json", today.replace('\'', '"'));

    assertThat(moved).isEqualTo(yesterday.replace('\'', '"'));
  }

  @Test
  void exposition_movesTimeValuesAndTimestampsOnly() {
    String today =
        """
        # HELP genesis_last_trace_timestamp_seconds When, at 1795521600 or so.
        genesis_last_trace_timestamp_seconds 1.795521598e+09
        genesis_operations_total{version="1795521600"} 4711
        genesis_queue_depth{queue="a b"} 3 1795521600000
        process_start_time_seconds 1795521000.5
        """;

    assertThat(of("text/plain; version=0.0.4", today))
        .isEqualTo(
            """
            # HELP genesis_last_trace_timestamp_seconds When, at 1795521600 or so.
            genesis_last_trace_timestamp_seconds 1795435198
            genesis_operations_total{version="1795521600"} 4711
            genesis_queue_depth{queue="a b"} 3 1795435200000
            process_start_time_seconds 1795434600.5
            """);
  }

  @Test
  void brokenJson_staysAsItIs() {
    assertThat(of("application/json", "{\"at\":17955")).isEqualTo("{\"at\":17955");
  }

  @Test
  void everyAnswer_saysThatItIsADayOld() {
    ProxiedAnswer old = YESTERDAY.of(ProxiedAnswer.of(200, List.of(), new byte[0], false));

    assertThat(Headers.first(old.headers(), "age")).hasValue("86400");
    assertThat(Headers.first(old.headers(), "date")).hasValue("Mon, 23 Nov 2026 12:00:00 GMT");
  }

  private static String of(String type, String body) {
    List<Map.Entry<String, String>> headers = List.of(Map.entry("Content-Type", type));
    return new String(
        YESTERDAY.of(ProxiedAnswer.of(200, headers, body.getBytes(UTF_8), false)).body(), UTF_8);
  }
}
