package dev.genesis.harness.sandbox.fault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param target path and query as written
 * @param headers in their order, names as written
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are nobody else's
record ProxiedRequest(
    String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {

  Optional<String> header(String name) {
    return Headers.first(headers, name);
  }

  /** Whether the client wants to go on using the connection. */
  boolean keepsAlive() {
    return header("connection")
        .map(v -> !v.toLowerCase(Locale.ROOT).contains("close"))
        .orElse(true);
  }
}
