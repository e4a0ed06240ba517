package dev.genesis.harness.sandbox.fault;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A proxy in front of each of several services. */
public final class FaultProxies implements AutoCloseable {
  private final Map<String, FaultProxy> proxies = new TreeMap<>();

  /** Starts one for each service, all with the same options. */
  public FaultProxies(Map<String, URI> services, ProxyOptions options) {
    try {
      services.forEach((name, uri) -> proxies.put(name, FaultProxy.inFrontOf(name, uri, options)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Takes over proxies that were started one by one. */
  public FaultProxies(Collection<FaultProxy> started) {
    started.forEach(proxy -> proxies.put(proxy.service(), proxy));
  }

  /** The proxies' addresses by service: what callers are configured with. */
  public Map<String, URI> services() {
    Map<String, URI> addresses = new LinkedHashMap<>();
    proxies.forEach((name, proxy) -> addresses.put(name, proxy.uri()));
    return addresses;
  }

  public Set<String> names() {
    return Set.copyOf(proxies.keySet());
  }

  /**
   * The proxy of a service.
   *
   * @throws IllegalArgumentException if there is none
   */
  public FaultProxy of(String service) {
    FaultProxy proxy = proxies.get(service);
    if (proxy == null) {
      throw new IllegalArgumentException(
          "no proxy stands before '" + service + "'; there are " + proxies.keySet());
    }
    return proxy;
  }

  /** Heals every service but these, which go wrong in this way. */
  public void injectOnly(Collection<String> services, WireFault fault) {
    proxies.forEach(
        (name, proxy) -> {
          if (services.contains(name)) {
            proxy.inject(fault);
          } else {
            proxy.heal();
          }
        });
  }

  public void healAll() {
    proxies.values().forEach(FaultProxy::heal);
  }

  @Override
  public void close() {
    proxies.values().forEach(FaultProxy::close);
  }
}
