package dev.genesis.harness.service;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service under check by a light client on {@link java.net.http.HttpClient}: guarded, timed and
 * bounded in rate like the REST Assured specification, at a fraction of its cost. Never throws for
 * an answer, whatever its status; throws {@link ServiceException} where there was no answer.
 */
public interface HttpService {
  /** The service's name, as configured. */
  String name();

  /** Its address, path prefix included. */
  URI uri();

  /** A GET of a path below the address, such as {@code /health}. */
  default HttpAnswer get(String path) {
    return send("GET", path, Map.of(), null);
  }

  /**
   * Any request; other methods than GET, HEAD and OPTIONS are refused unless the check is declared
   * mutating and the run allows it.
   *
   * @param path below the address; an absolute one must be of a configured service
   */
  HttpAnswer send(String method, String path, Map<String, String> headers, @Nullable String body);
}
