/**
 * An ensemble with its clients in a world of seeded time: sessions are cut off, expire and are killed, replies get lost, and everything
 * happens in an order that a seed decides. Single-threaded, so a seed replays exactly.
 */
package io.zk4j.framework.sim;
