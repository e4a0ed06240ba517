/**
 * Services under check: their addresses and credentials, the ways to talk to them (REST Assured, a
 * light client, PromQL), and the timing of every request. A service's settings come in; an answer,
 * or an exception that shows request and answer with secrets blanked, goes out. The extension hands
 * services to checks; checks call them.
 */
@NullMarked
package dev.genesis.harness.service;

import org.jspecify.annotations.NullMarked;
