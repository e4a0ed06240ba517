package dev.genesis.harness.sandbox.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A reverse proxy on loopback in front of one HTTP/1.1 service (http or https), which passes
 * everything through until a {@link WireFault} is injected. Faults may be switched while it runs;
 * each switch ends the connections that are open, so that none carries the old state on. It counts
 * what arrives.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.inFrontOf("genesis", genesis.uri())) {
 *   proxy.inject(WireFault.TRUNCATED_BODY);
 *   // whoever asks proxy.uri() gets half of each answer
 *   proxy.heal();
 * }
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final String service;
  private final URI upstream;
  private final ProxyOptions options;
  private final Responder responder;
  private final Elsewhere elsewhere;
  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private volatile Episode episode = new Episode(null);
  private @Nullable ServerSocket listener;
  private Future<?> accepting = CompletableFuture.completedFuture(null);
  private @Nullable Socket placeholder;
  private boolean closed;

  private FaultProxy(String service, URI upstream, ProxyOptions options) throws IOException {
    this.service = service;
    this.upstream = upstream;
    this.options = options;
    this.elsewhere = new Elsewhere();
    this.responder =
        new Responder(
            new Upstream(upstream, options.upstreamTimeout(), options.upstreamTls()),
            elsewhere.uri(),
            options.slow(),
            Clock.systemUTC());
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fault-proxy-" + service);
              thread.setDaemon(true);
              return thread;
            });
    ServerSocket first = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.address = new InetSocketAddress(first.getInetAddress(), first.getLocalPort());
    serve(first);
  }

  /** A proxy that serves http, or what the options say, on a free port. */
  public static FaultProxy inFrontOf(String service, URI upstream, ProxyOptions options) {
    try {
      return new FaultProxy(service, upstream, options);
    } catch (IOException e) {
      throw new UncheckedIOException("no proxy in front of " + service, e);
    }
  }

  /** A proxy that serves http on a free port. */
  public static FaultProxy inFrontOf(String service, URI upstream) {
    return inFrontOf(service, upstream, ProxyOptions.DEFAULTS);
  }

  public String service() {
    return service;
  }

  /** The proxy's address, with the path prefix that the service's address has. */
  public URI uri() {
    String scheme = options.front() == null ? "http" : "https";
    String path = upstream.getRawPath() == null ? "" : upstream.getRawPath();
    return URI.create(scheme + "://127.0.0.1:" + address.getPort() + path);
  }

  /**
   * Whether a fault can be shown here: {@link WireFault#INVALID_TLS} only where https is served.
   */
  public boolean supports(WireFault fault) {
    return fault != WireFault.INVALID_TLS || options.front() != null;
  }

  /**
   * Goes wrong in this way from now on.
   *
   * @throws IllegalArgumentException if it cannot ({@link #supports})
   */
  public void inject(WireFault fault) {
    if (!supports(fault)) {
      throw new IllegalArgumentException(
          fault.label() + " needs https, and the proxy before " + service + " serves http");
    }
    switchTo(fault);
  }

  /** Passes everything through from now on. */
  public void heal() {
    switchTo(null);
  }

  /** The fault in force, if there is one. */
  public Optional<WireFault> fault() {
    return Optional.ofNullable(episode.fault);
  }

  /** How many requests were read since the last switch. */
  public long requests() {
    return episode.requests.get();
  }

  /** How many connections were accepted since the last switch; none while they are refused. */
  public long connections() {
    return episode.connections.get();
  }

  /** How many requests followed a redirect to elsewhere, since the beginning. */
  public long strayed() {
    return elsewhere.requests();
  }

  private synchronized void switchTo(@Nullable WireFault fault) {
    if (closed) {
      throw new IllegalStateException("the proxy before " + service + " is closed");
    }
    Episode before = episode;
    try {
      if (fault == WireFault.CONNECTION_REFUSED) {
        refuse();
      } else if (placeholder != null) {
        placeholder.close();
        placeholder = null;
        serve(listen(address));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy before " + service + " lost its port", e);
    }
    episode = new Episode(fault);
    before.end();
    closeOpen();
  }

  /** Holds the port without listening, so that it refuses and nobody else can take it. */
  private void refuse() throws IOException {
    if (placeholder != null) {
      return;
    }
    if (listener != null) {
      listener.close();
      listener = null;
      awaitAcceptor();
    }
    Socket holder = new Socket();
    holder.setReuseAddress(true);
    holder.bind(address);
    placeholder = holder;
  }

  /** The kernel lets go of a listening socket only when nobody waits in it any more. */
  private void awaitAcceptor() throws IOException {
    try {
      accepting.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the port was given up", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the port was not given up", e);
    }
  }

  private static ServerSocket listen(InetSocketAddress where) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(where, BACKLOG);
    return socket;
  }

  private void serve(ServerSocket socket) {
    listener = socket;
    accepting = threads.submit(() -> accept(socket));
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Episode now = episode;
        now.connections.incrementAndGet();
        threads.execute(
            new Connection(connection, () -> episode, options.front(), responder, open::remove));
      } catch (IOException | RejectedExecutionException e) {
        return; // the listener was closed: refused from now on, or the end
      }
    }
  }

  private void closeOpen() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone already, which is what was wanted
      }
    }
    open.clear();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (listener != null) {
        listener.close();
      }
      if (placeholder != null) {
        placeholder.close();
      }
    } catch (IOException e) {
      // nothing more can be done about a socket that does not close
    }
    episode.end();
    closeOpen();
    threads.shutdownNow();
    elsewhere.close();
  }
}
