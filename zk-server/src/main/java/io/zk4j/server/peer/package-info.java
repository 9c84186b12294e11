/**
 * The connections between the servers of an ensemble: votes on the election port, and what a leader and its learners say on
 * the quorum port. Decides nothing; carries bytes between the network and the core's inbox. Its state belongs to its event
 * loops.
 */
@NullMarked
package io.zk4j.server.peer;

import org.jspecify.annotations.NullMarked;
