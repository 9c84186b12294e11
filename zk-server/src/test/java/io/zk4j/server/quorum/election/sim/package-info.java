/** Elections of simulated servers on a network that loses, delays and repeats what they say; one seed is one history. */
@NullMarked
package io.zk4j.server.quorum.election.sim;

import org.jspecify.annotations.NullMarked;
