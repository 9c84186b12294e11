/**
 * A client session in a world of its own: a seeded scheduler, servers that refuse, stall, lag, answer by half or talk nonsense, and
 * invariants that are checked after each step. A failure names the seed, which replays it.
 */
package io.zk4j.client.session.sim;
