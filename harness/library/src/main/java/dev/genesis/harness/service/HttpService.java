package dev.genesis.harness.service;

/** A service under check by a light client on {@link java.net.http.HttpClient}. */
public interface HttpService {}
