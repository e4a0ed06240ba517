package dev.genesis.harness.sandbox.fault;

import java.util.List;
import java.util.Map;

/**
 * An answer as it goes out; the fields that frame the body are added when it is written.
 *
 * @param chunked whether the body goes out in chunks, as it came
 * @param announced the length that is announced; more than the body has for a truncated one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are nobody else's
record ProxiedAnswer(
    int status,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean chunked,
    int announced) {

  static ProxiedAnswer of(
      int status, List<Map.Entry<String, String>> headers, byte[] body, boolean chunked) {
    return new ProxiedAnswer(status, headers, body, chunked, body.length);
  }

  ProxiedAnswer withBody(byte[] other) {
    return of(status, headers, other, chunked);
  }

  ProxiedAnswer withHeader(String name, String value) {
    return new ProxiedAnswer(status, Headers.with(headers, name, value), body, chunked, announced);
  }

  boolean truncated() {
    return announced > body.length;
  }
}
