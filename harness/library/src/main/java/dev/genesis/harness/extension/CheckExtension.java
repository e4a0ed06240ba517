package dev.genesis.harness.extension;

import org.junit.jupiter.api.extension.Extension;

/** Hands a check its services and keeps its time. */
public final class CheckExtension implements Extension {}
