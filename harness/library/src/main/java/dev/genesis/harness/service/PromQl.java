package dev.genesis.harness.service;

/** A client of the Prometheus HTTP API for checks. */
public interface PromQl {}
