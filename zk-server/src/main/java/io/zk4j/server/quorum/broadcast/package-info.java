/**
 * Atomic broadcast: discovery, synchronisation and the agreement on every transaction, as pure roles. Inputs go in, effects
 * come out; sees messages, membership, elections and transactions, nothing else.
 */
@NullMarked
package io.zk4j.server.quorum.broadcast;

import org.jspecify.annotations.NullMarked;
