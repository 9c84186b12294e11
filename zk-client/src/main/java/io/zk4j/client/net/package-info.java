/**
 * The client's sockets: {@link io.zk4j.client.net.SessionDriver} turns what happens on a Netty channel, the calls of other threads and
 * the clock into inputs of a {@link io.zk4j.client.session.SessionMachine}, and carries out its effects.
 *
 * <p>A driver is confined to one event loop; only its submission queue is touched by other threads.
 */
@NullMarked
package io.zk4j.client.net;

import org.jspecify.annotations.NullMarked;
