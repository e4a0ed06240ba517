package dev.genesis.harness.service;

import dev.genesis.harness.config.ServiceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context of a service: its own authority, and the certificate we show. */
public final class Tls {
  private static final char[] IN_MEMORY = "genesis".toCharArray();

  private Tls() {}

  /** The context that the settings ask for; empty where the JDK's own will do. */
  public static Optional<SSLContext> of(ServiceSettings service) {
    Optional<Path> authority = service.file("ca-file");
    Optional<Path> certificate = service.file("client-certificate-file");
    Optional<Path> key = service.file("client-key-file");
    if (authority.isEmpty() && certificate.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyManager @Nullable [] keys =
          certificate.isPresent() && key.isPresent()
              ? keyManagers(
                  new Pem(service.wholeKey("client-certificate-file"), certificate.get())
                      .certificates(),
                  new Pem(service.wholeKey("client-key-file"), key.get()).privateKey())
              : null;
      TrustManager @Nullable [] trust =
          authority.isPresent()
              ? trustManagers(new Pem(service.wholeKey("ca-file"), authority.get()).certificates())
              : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new ServiceSetupException(
          "service %s: certificate and key do not fit together (%s)"
              .formatted(service.name(), e.getMessage()));
    }
  }

  private static TrustManager[] trustManagers(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("ca-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keyManagers(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", key, IN_MEMORY, chain.toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }
}
