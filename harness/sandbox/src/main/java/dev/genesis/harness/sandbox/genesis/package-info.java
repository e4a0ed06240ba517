/**
 * The stand-in for Genesis: it serves exactly the endpoints and metrics of the contract, with
 * believable traffic, and every fault that a check or an alert is about can be switched on and off
 * while it runs. The sandbox starts it.
 */
@NullMarked
package dev.genesis.harness.sandbox.genesis;

import org.jspecify.annotations.NullMarked;
