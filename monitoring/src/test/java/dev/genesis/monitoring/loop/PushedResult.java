package dev.genesis.monitoring.loop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/** What a run pushes, as far as the rules look at it: written by hand, so that no run is needed. */
record PushedResult(String suite, String environment, int passed, int failed) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  void pushTo(URI pushgateway) throws IOException, InterruptedException {
    int total = passed + failed;
    String text =
        """
        # TYPE genesis_test_pass_rate gauge
        genesis_test_pass_rate %f
        # TYPE genesis_tests gauge
        genesis_tests{outcome="passed"} %d
        genesis_tests{outcome="failed"} %d
        genesis_tests{outcome="aborted"} 0
        genesis_tests{outcome="skipped"} 0
        genesis_tests{outcome="not_run"} 0
        # TYPE genesis_tests_flaky gauge
        genesis_tests_flaky 0
        # TYPE genesis_test_run_conclusive gauge
        genesis_test_run_conclusive 1
        # TYPE genesis_test_run_timestamp_seconds gauge
        genesis_test_run_timestamp_seconds %d
        """
            .formatted((double) passed / total, passed, failed, Instant.now().getEpochSecond());
    String group =
        "/metrics/job/genesis_checks/suite/%s/environment/%s".formatted(suite, environment);
    HttpRequest put =
        HttpRequest.newBuilder(pushgateway.resolve(group))
            .PUT(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> answer = HTTP.send(put, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the push was refused: " + answer.body());
    }
  }
}
