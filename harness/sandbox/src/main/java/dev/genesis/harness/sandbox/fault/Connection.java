package dev.genesis.harness.sandbox.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection of a caller: any number of requests, one after the other. */
final class Connection implements Runnable {
  private final Socket socket;
  private final Supplier<Episode> current;
  private final @Nullable FrontCertificates front;
  private final Responder responder;
  private final Consumer<Socket> ended;

  Connection(
      Socket socket,
      Supplier<Episode> current,
      @Nullable FrontCertificates front,
      Responder responder,
      Consumer<Socket> ended) {
    this.socket = socket;
    this.current = current;
    this.front = front;
    this.responder = responder;
    this.ended = ended;
  }

  @Override
  public void run() {
    try (Socket raw = socket;
        Socket spoken = front == null ? raw : secured(front)) {
      raw.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(spoken.getInputStream());
      OutputStream out = new BufferedOutputStream(spoken.getOutputStream());
      while (serve(in, out)) {
        // the next request of the same connection
      }
    } catch (IOException e) {
      // the caller went away, refused our certificate, or the fault was switched: all expected
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.accept(socket);
    }
  }

  private boolean serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    Optional<ProxiedRequest> request = Http1.read(in, out);
    if (request.isEmpty()) {
      return false;
    }
    Episode episode = current.get();
    episode.requests.incrementAndGet();
    if (episode.fault == WireFault.RESET) {
      socket.setSoLinger(true, 0); // closing then sends a reset in place of an orderly end
      socket.close();
      return false;
    }
    Optional<ProxiedAnswer> answer = responder.answer(request.get(), episode);
    if (answer.isEmpty()) {
      return false;
    }
    Http1.write(out, answer.get(), request.get());
    return request.get().keepsAlive() && !answer.get().truncated();
  }

  private SSLSocket secured(FrontCertificates certificates) throws IOException {
    boolean invalid = current.get().fault == WireFault.INVALID_TLS;
    SSLContext context = invalid ? certificates.bad() : certificates.good();
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, (InputStream) null, true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }
}
