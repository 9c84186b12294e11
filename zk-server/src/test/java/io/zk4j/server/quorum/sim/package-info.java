/**
 * An ensemble of real peers ({@link io.zk4j.server.quorum.ZabPeer}) in a simulated world: seeded time, network, disks, clocks
 * and clients, all of which misbehave within what is legal. After each step the invariants are checked that
 * {@link io.zk4j.server.quorum.sim.Invariant} names.
 *
 * <p>{@link io.zk4j.server.quorum.sim.Simulation} is one seed. {@link io.zk4j.server.quorum.sim.PlantedBug} lists mistakes that
 * the driver of a peer could make, and that the simulation must find.
 */
@NullMarked
package io.zk4j.server.quorum.sim;

import org.jspecify.annotations.NullMarked;
