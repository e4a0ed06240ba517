package dev.genesis.harness.service;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** What is costly and shared by all callers: one light client and one pool per service. */
final class Clients implements AutoCloseable {
  private final Map<String, HttpClient> light = new ConcurrentHashMap<>();
  private final Map<String, ConnectionPool> pools = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor deadlines;

  Clients() {
    deadlines =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "genesis-request-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    deadlines.setRemoveOnCancelPolicy(true);
  }

  HttpClient light(Endpoint endpoint) {
    return light.computeIfAbsent(endpoint.name(), name -> LightService.client(endpoint));
  }

  ConnectionPool pool(Endpoint endpoint) {
    return pools.computeIfAbsent(endpoint.name(), name -> new ConnectionPool(endpoint));
  }

  /** Runs what ends a request that takes too long. */
  ScheduledThreadPoolExecutor deadlines() {
    return deadlines;
  }

  @Override
  public void close() {
    pools.values().forEach(ConnectionPool::close);
    deadlines.shutdownNow();
  }
}
