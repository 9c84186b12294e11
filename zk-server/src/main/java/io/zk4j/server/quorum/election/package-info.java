/**
 * Fast leader election: how servers that have no leader agree on one. Pure; what comes in is told to {@link
 * io.zk4j.server.quorum.election.Election}, what should be sent comes back. Owned by the core thread, as part of the peer.
 */
@NullMarked
package io.zk4j.server.quorum.election;

import org.jspecify.annotations.NullMarked;
