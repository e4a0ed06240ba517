package dev.genesis.harness.sandbox.fault;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a proxy stands between a service and its callers.
 *
 * @param slow how long {@link WireFault#SLOW} holds an answer back: more than any caller waits
 * @param upstreamTimeout how long the real service may take
 * @param upstreamTls what to speak https to the real service with; null for the JDK's defaults
 * @param front the certificates to serve https with; null to serve http
 */
public record ProxyOptions(
    Duration slow,
    Duration upstreamTimeout,
    @Nullable SSLContext upstreamTls,
    @Nullable FrontCertificates front) {

  /** Serves http; slow is 30 s; the service itself may take 30 s. */
  public static final ProxyOptions DEFAULTS =
      new ProxyOptions(Duration.ofSeconds(30), Duration.ofSeconds(30), null, null);

  public ProxyOptions withSlow(Duration other) {
    return new ProxyOptions(other, upstreamTimeout, upstreamTls, front);
  }

  public ProxyOptions withUpstreamTls(@Nullable SSLContext other) {
    return new ProxyOptions(slow, upstreamTimeout, other, front);
  }

  public ProxyOptions withFront(@Nullable FrontCertificates other) {
    return new ProxyOptions(slow, upstreamTimeout, upstreamTls, other);
  }
}
