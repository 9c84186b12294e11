/**
 * The client's side of a session as a pure machine: {@link io.zk4j.client.session.SessionMachine} takes inputs and answers with
 * effects; everything else here is a part of it or a value that goes in or out.
 *
 * <p>No clock, thread, socket or random source of its own: time comes in as {@link io.zk4j.client.session.Input.Tick}, randomness as a
 * seed. Confined to one thread, the event loop of the driver that owns the session. May use {@code io.zk4j.protocol} only.
 */
@NullMarked
package io.zk4j.client.session;

import org.jspecify.annotations.NullMarked;
