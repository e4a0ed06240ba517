package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class FailureClassifierTest {
  private static Throwable thrown(Executable code) {
    try {
      code.execute();
    } catch (Throwable e) {
      return e;
    }
    throw new IllegalStateException("nothing was thrown");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static Stream<Arguments> failures() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + closedPort());
    URI unknown = URI.create("http://no-such-host.invalid");
    HttpClient client = HttpClient.newHttpClient();
    return Stream.of(
        arguments(
            FailureReason.CONNECT,
            thrown(
                () ->
                    client.send(
                        HttpRequest.newBuilder(nobody).build(),
                        HttpResponse.BodyHandlers.discarding()))),
        arguments(
            FailureReason.DNS,
            thrown(
                () ->
                    client.send(
                        HttpRequest.newBuilder(unknown).build(),
                        HttpResponse.BodyHandlers.discarding()))),
        arguments(FailureReason.CONNECT, thrown(() -> RestAssured.get(nobody))),
        arguments(FailureReason.DNS, thrown(() -> RestAssured.get(unknown))),
        arguments(
            FailureReason.TIMEOUT,
            thrown(() -> Awaitility.await().atMost(Duration.ofMillis(120)).until(() -> false))),
        arguments(FailureReason.ASSERTION, thrown(() -> assertThat(1).as("one").isEqualTo(2))),
        arguments(
            FailureReason.STATUS,
            new AssertionError("1 expectation failed.\nExpected status code <200> but was <503>.")),
        arguments(FailureReason.TIMEOUT, new HttpTimeoutException("request timed out")),
        arguments(
            FailureReason.TIMEOUT,
            new HttpConnectTimeoutException("HTTP connect timed out")
                .initCause(new ConnectException("HTTP connect timed out"))),
        arguments(
            FailureReason.DNS, new ConnectException().initCause(new UnresolvedAddressException())),
        arguments(FailureReason.TLS, new IOException(new SSLHandshakeException("bad certificate"))),
        arguments(
            FailureReason.CONNECT, new IOException("HTTP/1.1 header parser received no bytes")),
        arguments(FailureReason.TIMEOUT, new RuntimeException(new TimeoutException())),
        arguments(FailureReason.SETUP, new ParameterResolutionException("no such parameter")),
        arguments(FailureReason.SETUP, new NoClassDefFoundError("gone")),
        arguments(FailureReason.ASSERTION, new NullPointerException()),
        arguments(FailureReason.ASSERTION, new AssertionFailedError("wrong")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_hasItsReason(FailureReason reason, Throwable thrown) {
    assertThat(FailureClassifier.of(thrown).reason()).as(thrown.toString()).isEqualTo(reason);
  }

  @Test
  void message_isBoundedAndSaysSo() {
    Failure failure = FailureClassifier.of(new AssertionError("x".repeat(1 << 20)));

    assertThat(failure.message().length()).isLessThan(FailureClassifier.LONGEST_MESSAGE + 100);
    assertThat(failure.message()).endsWith("… (1048576 characters)");
    assertThat(failure.detail().length()).isLessThan(20_000);
  }

  @Test
  void exceptionThatBreaksWhenAsked_isKeptByItsName() {
    Failure failure =
        FailureClassifier.of(
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new IllegalStateException();
              }
            });

    assertThat(failure.message()).contains("its message could not be had");
  }

  @Test
  void chainThatBitesItsTail_ends() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalArgumentException("two", one);
    one.initCause(two);

    assertThat(FailureClassifier.of(one).detail()).contains("one").contains("two");
  }

  @Test
  void loneSurrogates_areReplaced() {
    assertThat(FailureClassifier.of(new AssertionError("a\uD800b\uD83D\uDE00")).message())
        .isEqualTo("a\uFFFDb\uD83D\uDE00");
  }
}
