/**
 * A member of an ensemble as one deterministic machine: it elects a leader with the others, synchronises, and takes part in
 * the agreement on every transaction. Pure: no clock, thread, socket, file or random source; owned by the core thread.
 */
@NullMarked
package io.zk4j.server.quorum;

import org.jspecify.annotations.NullMarked;
