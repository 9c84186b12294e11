/**
 * A client that is nothing but frames on a socket: what the tests compare servers with and break rules with.
 *
 * <p>Uses {@code io.zk4j.protocol} only, so that a fault in our client cannot hide one in our server.
 */
@NullMarked
package io.zk4j.testing.wire;

import org.jspecify.annotations.NullMarked;
