package dev.genesis.harness.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
  private static final String PAGE =
      """
      # HELP up Whether it is up.
      # TYPE up gauge
      up 1
      # TYPE took_seconds histogram
      took_seconds_bucket{le="0.2"} 3
      took_seconds_bucket{le="+Inf"} 4 1700000000000
      took_seconds_sum 0.5
      took_seconds_count 4
      # TYPE errors_total counter
      errors_total{component="a"} 1
      errors_total{component="b \\"x\\", y\\n",} 2
      """;

  @Test
  void page_hasFamiliesWithTypesAndSamples() {
    Exposition page = Exposition.parse(PAGE);

    assertThat(page.families())
        .extracting(Exposition.Family::name, Exposition.Family::type)
        .containsExactly(
            tuple("up", "gauge"),
            tuple("took_seconds", "histogram"),
            tuple("errors_total", "counter"));
    assertThat(page.value("up")).isEqualTo(1);
    assertThat(page.sum("errors_total")).isEqualTo(3);
    assertThat(page.family("took_seconds").orElseThrow().bounds())
        .containsExactly(0.2, Double.POSITIVE_INFINITY);
    assertThat(page.samples("errors_total").get(1).labels())
        .containsEntry("component", "b \"x\", y\n");
  }

  @Test
  void missingSample_isAnErrorWithItsName() {
    Exposition page = Exposition.parse(PAGE);

    assertThatThrownBy(() -> page.value("nothing"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no sample of nothing");
    assertThatThrownBy(() -> page.value("errors_total")).hasMessageContaining("2 samples");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "'# only a remark\\n'|no sample in it",
        "'up 1'|no line end",
        "'up one\\n'|line 1 of the page of metrics has no number for its value: 'up one'",
        "'up 1\\n<html>\\n'|line 2 of the page of metrics is no sample",
        "'up{a=\"1\"} 1\\nup{a=\"1\"} 2\\n'|is there twice",
        "'up{a=1} 1\\n'|a label that cannot be read",
        "'up{a=\"1\" b=\"2\"} 1\\n'|without a comma",
        "'up{a=\"1\",a=\"2\"} 1\\n'|a label twice",
        "'up 1\\n# TYPE up gauge\\n'|comes after samples",
        "'# TYPE up gauge\\n# TYPE up gauge\\nup 1\\n'|the second TYPE",
        "'# TYPE up number\\nup 1\\n'|names no metric with a type"
      })
  void brokenPage_isRefusedWithItsLine(String page, String said) {
    assertThatThrownBy(() -> Exposition.parse(page.replace("\\n", "\n")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(said);
  }

  @Test
  void nan_isNoValue() {
    Exposition page = Exposition.parse("up NaN\n");

    assertThatThrownBy(() -> page.value("up")).hasMessageContaining("NaN");
    assertThatThrownBy(() -> page.sum("up")).hasMessageContaining("NaN");
  }

  @ParameterizedTest
  @CsvSource({"text/plain; version=0.0.4, 1", "application/openmetrics-text, 1", "text/html, 0"})
  void answer_isReadWhereItIsAnnouncedAsMetrics(String type, int read) {
    HttpAnswer answer = answer(type);

    if (read == 1) {
      assertThat(Exposition.of(answer).value("up")).isEqualTo(1);
    } else {
      assertThatThrownBy(() -> Exposition.of(answer))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("text/html");
    }
  }

  private static HttpAnswer answer(String type) {
    return (HttpAnswer)
        Proxy.newProxyInstance(
            ExpositionTest.class.getClassLoader(),
            new Class<?>[] {HttpAnswer.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "header" -> Optional.of(type);
                  case "body" -> PAGE;
                  default -> proxy; // expectStatus
                });
  }
}
