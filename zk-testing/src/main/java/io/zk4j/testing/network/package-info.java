/**
 * The network of servers that run in the JVM of a test, and how to disturb it. Everything goes through real sockets; a handler closest to
 * the network in each connection's pipeline holds back, delays or loses what passes.
 *
 * <p>{@link io.zk4j.testing.network.TestNetwork} is thread-safe; what belongs to one connection is owned by its event loop.
 */
@NullMarked
package io.zk4j.testing.network;

import org.jspecify.annotations.NullMarked;
