package dev.genesis.harness.prove;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.run.SuiteRun;
import dev.genesis.harness.sandbox.fault.FaultProxies;
import dev.genesis.harness.sandbox.fault.WireFault;
import dev.genesis.harness.supervise.RunObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs of little checks in this process, with real requests and the journal that they leave. */
final class ScriptedRuns implements Prover.Runs {
  interface Script {
    void run(Http http);
  }

  private final Map<String, Script> checks = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final FaultProxies proxies;

  ScriptedRuns(FaultProxies proxies) {
    this.proxies = proxies;
  }

  void check(String id, Script script) {
    checks.put(id, script);
  }

  @Override
  public CheckRun run(
      Collection<String> leaveOut, @Nullable WireFault fault, RunObserver observer) {
    List<CheckResult> results = new ArrayList<>();
    observer.saw(new JournalEvent.Begun("run", "test", 1, Instant.EPOCH));
    int node = 0;
    for (Map.Entry<String, Script> entry : checks.entrySet()) {
      if (!leaveOut.contains(entry.getKey())) {
        node++;
        CheckMetadata check = metadata(entry.getKey());
        observer.saw(
            new JournalEvent.Planned(
                node, -1, JournalEvent.Kind.TEST, false, "u" + node, entry.getKey(), 0, "", check));
        results.add(result(check, failure(entry.getValue(), new Http(node, observer))));
      }
    }
    return new CheckRun(
        "run",
        new RunScope("test", null, null, null, null),
        Instant.EPOCH,
        Instant.EPOCH,
        Duration.ZERO,
        List.of(new SuiteRun("s", Counts.NONE, false)),
        results,
        List.of(),
        new TreeMap<>(),
        List.of(),
        true,
        0);
  }

  private static @Nullable Failure failure(Script script, Http http) {
    try {
      script.run(http);
      return null;
    } catch (AssertionError e) {
      return new Failure(FailureReason.ASSERTION, "AssertionError", "" + e.getMessage(), "");
    }
  }

  private static CheckMetadata metadata(String id) {
    return new CheckMetadata(id, "s", Severity.P2, "", "", "", null, 0, List.of(), false, null);
  }

  private static CheckResult result(CheckMetadata check, @Nullable Failure failure) {
    Outcome outcome = failure == null ? Outcome.PASSED : Outcome.FAILED;
    return new CheckResult(
        check, check.id(), outcome, false, Duration.ZERO, 1, false, failure, null, 0);
  }

  /** What a little check asks with. */
  final class Http {
    private final int node;
    private final RunObserver observer;

    Http(int node, RunObserver observer) {
      this.node = node;
      this.observer = observer;
    }

    /** Asks and looks at nothing. */
    @Nullable HttpResponse<String> ask(String service) {
      HttpResponse<String> answer = askUnseen(service);
      int status = answer == null ? 0 : answer.statusCode();
      observer.saw(new JournalEvent.Requested(node, service, Duration.ZERO, status));
      return answer;
    }

    @Nullable HttpResponse<String> askUnseen(String service) {
      URI uri = proxies.of(service).uri();
      try {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      } catch (IOException e) {
        return null; // what a check that never looks does
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void wantStatus(String service) {
      HttpResponse<String> answer = ask(service);
      if (answer == null || answer.statusCode() != 200) {
        throw new AssertionError("not 200");
      }
    }

    void wantBody(String service, String part) {
      HttpResponse<String> answer = ask(service);
      if (answer == null || answer.statusCode() != 200 || !answer.body().contains(part)) {
        throw new AssertionError("no " + part);
      }
    }
  }
}
