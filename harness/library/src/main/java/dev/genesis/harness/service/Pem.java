package dev.genesis.harness.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads certificates and private keys in PEM, and says in one sentence what is wrong with them. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (RSA |EC |ENCRYPTED )?PRIVATE KEY-----(.+?)-----END", Pattern.DOTALL);

  /** The algorithm identifier of RSA, with which PKCS#8 wraps what PKCS#1 holds. */
  private static final byte[] RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private final String key;
  private final Path file;

  /**
   * A file to read.
   *
   * @param key the setting that names it
   */
  Pem(String key, Path file) {
    this.key = key;
    this.file = file;
  }

  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Certificate one : factory.generateCertificates(new ByteArrayInputStream(bytes()))) {
        X509Certificate certificate = (X509Certificate) one;
        certificate.checkValidity();
        certificates.add(certificate);
      }
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw wrong("holds a certificate that is not valid now (" + e.getMessage() + "); renew it");
    } catch (CertificateException e) {
      throw wrong("holds no certificate in PEM; write the file of the certificate");
    }
    if (certificates.isEmpty()) {
      throw wrong("holds no certificate in PEM; write the file of the certificate");
    }
    return certificates;
  }

  PrivateKey privateKey() {
    Matcher matcher = KEY.matcher(new String(bytes(), StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw wrong("holds no private key in PEM; write the file of the key");
    }
    String kind = matcher.group(1) == null ? "" : matcher.group(1).strip();
    if (kind.equals("ENCRYPTED")) {
      throw wrong("holds an encrypted key; decrypt it with 'openssl pkey'");
    }
    if (kind.equals("EC")) {
      throw wrong("holds a key in the old form of EC; convert it with 'openssl pkey'");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 = kind.equals("RSA") ? wrapRsa(der) : der;
      return decode(pkcs8);
    } catch (IllegalArgumentException e) {
      throw wrong("holds a key that is damaged; write it again");
    }
  }

  private PrivateKey decode(byte[] pkcs8) {
    return Stream.of("RSA", "EC", "EdDSA")
        .flatMap(algorithm -> decode(pkcs8, algorithm).stream())
        .findFirst()
        .orElseThrow(
            () -> wrong("holds no RSA, EC or EdDSA key that could be read; write it again"));
  }

  private static Optional<PrivateKey> decode(byte[] pkcs8, String algorithm) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // a key of another algorithm, or none
    }
  }

  private static byte[] wrapRsa(byte[] pkcs1) {
    byte[] octets = der(0x04, pkcs1);
    byte[] version = {0x02, 0x01, 0x00};
    byte[] content = new byte[version.length + RSA.length + octets.length];
    System.arraycopy(version, 0, content, 0, version.length);
    System.arraycopy(RSA, 0, content, version.length, RSA.length);
    System.arraycopy(octets, 0, content, version.length + RSA.length, octets.length);
    return der(0x30, content);
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length & 0xff);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrong("cannot be read; check who may read it");
    }
  }

  private ServiceSetupException wrong(String what) {
    return new ServiceSetupException("%s: '%s' %s".formatted(key, file, what));
  }
}
