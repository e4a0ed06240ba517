package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Two certificates for loopback: one that is good to whoever trusts {@link #caFile}, and one that
 * has expired and that nobody vouches for. Made afresh by the JDK's keytool; the keys live as long
 * as the folder.
 */
public final class FrontCertificates {
  private static final String PASSWORD = "loopback";
  private static final String NAMES = "SAN=ip:127.0.0.1,dns:localhost";

  private final Path caFile;
  private final SSLContext good;
  private final SSLContext bad;

  private FrontCertificates(Path caFile, SSLContext good, SSLContext bad) {
    this.caFile = caFile;
    this.good = good;
    this.bad = bad;
  }

  /**
   * Makes both in a folder that exists.
   *
   * @throws UncheckedIOException if the folder cannot be written or keytool fails
   */
  public static FrontCertificates in(Path folder) {
    return in(folder, 90);
  }

  /** The same, the good one good for so many days. */
  public static FrontCertificates in(Path folder, int days) {
    try {
      KeyStore trusted =
          generate(folder.resolve("trusted.p12"), List.of("-validity", String.valueOf(days)));
      KeyStore expired =
          generate(folder.resolve("expired.p12"), List.of("-startdate", "-3d", "-validity", "1"));
      Path caFile = folder.resolve("proxy-ca.pem");
      Files.writeString(caFile, pem(trusted), US_ASCII);
      return new FrontCertificates(caFile, context(trusted), context(expired));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot use the certificate it has just made", e);
    }
  }

  /** What a client has to trust, in PEM: the value for {@code genesis.service.NAME.ca-file}. */
  public Path caFile() {
    return caFile;
  }

  SSLContext good() {
    return good;
  }

  SSLContext bad() {
    return bad;
  }

  private static KeyStore generate(Path file, List<String> validity)
      throws IOException, GeneralSecurityException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "proxy",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=loopback",
            "-ext",
            NAMES,
            "-ext",
            "bc:c=ca:true",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process keytool =
        new ProcessBuilder(Stream.concat(command.stream(), validity.stream()).toList())
            .redirectErrorStream(true)
            .start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    try {
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        keytool.destroyForcibly();
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      keytool.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool made a certificate", e);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(KeyStore store) throws GeneralSecurityException {
    byte[] encoded = store.getCertificate("proxy").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, new SecureRandom());
    return context;
  }
}
