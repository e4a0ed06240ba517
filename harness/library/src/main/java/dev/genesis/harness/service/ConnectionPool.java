package dev.genesis.harness.service;

import javax.net.ssl.SSLContext;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.conn.scheme.PlainSocketFactory;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.impl.conn.PoolingClientConnectionManager;

/**
 * The connections of REST Assured's requests to one service, kept open between requests. REST
 * Assured still stands on Apache's old client, hence the deprecated classes.
 */
@SuppressWarnings("deprecation")
final class ConnectionPool implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 1_024;

  private final PoolingClientConnectionManager connections;

  ConnectionPool(Endpoint endpoint) {
    SchemeRegistry schemes = new SchemeRegistry();
    schemes.register(new Scheme("http", 80, PlainSocketFactory.getSocketFactory()));
    schemes.register(
        new Scheme(
            "https",
            443,
            endpoint
                .tls()
                .map(ConnectionPool::socketFactory)
                .orElseGet(SSLSocketFactory::getSocketFactory)));
    connections = new PoolingClientConnectionManager(schemes);
    connections.setMaxTotal(MOST_CONNECTIONS);
    connections.setDefaultMaxPerRoute(MOST_CONNECTIONS);
  }

  private static SSLSocketFactory socketFactory(SSLContext context) {
    return new SSLSocketFactory(context, SSLSocketFactory.STRICT_HOSTNAME_VERIFIER);
  }

  ClientConnectionManager connections() {
    return connections;
  }

  @Override
  public void close() {
    connections.shutdown();
  }
}
