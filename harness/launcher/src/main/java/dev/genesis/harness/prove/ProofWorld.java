package dev.genesis.harness.prove;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.ServiceSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.fault.FaultProxies;
import dev.genesis.harness.sandbox.fault.FaultProxy;
import dev.genesis.harness.sandbox.fault.FrontCertificates;
import dev.genesis.harness.sandbox.fault.ProxyOptions;
import dev.genesis.harness.sandbox.fault.WireFault;
import dev.genesis.harness.service.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services that checks are proven against, each with a proxy before it, and the settings that
 * make checks talk to the proxies.
 */
public final class ProofWorld implements AutoCloseable {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "prove");

  private final FaultProxies proxies;
  private final Settings settings;
  private final Duration requestTimeout;
  private final @Nullable Sandbox sandbox;

  private ProofWorld(
      FaultProxies proxies, Settings settings, Duration requestTimeout, @Nullable Sandbox sandbox) {
    this.proxies = proxies;
    this.settings = settings;
    this.requestTimeout = requestTimeout;
    this.sandbox = sandbox;
  }

  /**
   * The configured services.
   *
   * @param requestTimeout how long checks wait for an answer that does not come in time
   * @param folder for the certificates of those that speak https
   * @param tls whether checks speak https with the proxies of services that speak http, too
   * @throws SettingsException if none is configured
   */
  public static ProofWorld configured(
      Settings settings, Duration requestTimeout, Path folder, boolean tls) {
    Map<String, URI> services = new TreeMap<>();
    for (String name : settings.serviceNames()) {
      settings.service(name).url().ifPresent(url -> services.put(name, url));
    }
    if (services.isEmpty()) {
      throw new SettingsException(
          "no service is configured to prove the checks against; give --service-NAME-url, or"
              + " --sandbox");
    }
    return before(services, settings, requestTimeout, folder, tls, null);
  }

  /** The services of a sandbox, which is ended with this; the settings are for it already. */
  public static ProofWorld of(
      Sandbox sandbox, Settings settings, Duration requestTimeout, Path folder, boolean tls) {
    return before(sandbox.services(), settings, requestTimeout, folder, tls, sandbox);
  }

  private static ProofWorld before(
      Map<String, URI> services,
      Settings settings,
      Duration requestTimeout,
      Path folder,
      boolean tls,
      @Nullable Sandbox sandbox) {
    boolean https = tls || services.values().stream().anyMatch(u -> "https".equals(u.getScheme()));
    FrontCertificates certificates = https ? FrontCertificates.in(folder) : null;
    List<FaultProxy> started = new ArrayList<>();
    try {
      services.forEach(
          (name, uri) -> {
            boolean secure = tls || "https".equals(uri.getScheme());
            ServiceSettings service = settings.service(name);
            started.add(
                FaultProxy.inFrontOf(
                    name,
                    uri,
                    ProxyOptions.DEFAULTS
                        .withSlow(requestTimeout.plusMinutes(1))
                        .withUpstreamTls(sandbox == null ? Tls.of(service).orElse(null) : null)
                        .withFront(secure ? certificates : null)));
          });
    } catch (RuntimeException e) {
      started.forEach(FaultProxy::close);
      throw e;
    }
    FaultProxies proxies = new FaultProxies(started);
    return new ProofWorld(
        proxies, through(proxies, settings, certificates), requestTimeout, sandbox);
  }

  private static Settings through(
      FaultProxies proxies, Settings settings, @Nullable FrontCertificates certificates) {
    Map<String, String> texts = new HashMap<>();
    Set<String> unsaid = new HashSet<>();
    proxies
        .services()
        .forEach(
            (name, uri) -> {
              String prefix = Settings.PREFIX + "service." + name + ".";
              texts.put(prefix + "url", uri.toString());
              // the way to the service is the proxy's business now
              unsaid.add(prefix + "proxy");
              unsaid.add(prefix + "client-certificate-file");
              unsaid.add(prefix + "client-key-file");
              unsaid.add(prefix + "ca-file");
              if (certificates != null && "https".equals(uri.getScheme())) {
                texts.put(prefix + "ca-file", certificates.caFile().toString());
              }
            });
    // a failure is what is wanted here: once is enough
    texts.put(GenesisSettings.CONFIRM.key(), "0");
    return settings.without(unsaid).with(texts, ORIGIN);
  }

  public FaultProxies proxies() {
    return proxies;
  }

  /**
   * What checks have to be run with. They are impatient only where nothing is answered in time,
   * which would take long otherwise: elsewhere a busy machine must not look like a noticed fault.
   */
  public Settings settings(@Nullable WireFault fault) {
    if (fault != WireFault.NO_ANSWER && fault != WireFault.SLOW) {
      return settings;
    }
    Map<String, String> texts = new HashMap<>();
    for (String name : proxies.names()) {
      texts.put(Settings.PREFIX + "service." + name + ".timeout", requestTimeout.toMillis() + "ms");
    }
    return settings.with(texts, ORIGIN);
  }

  @Override
  public void close() {
    proxies.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
