/**
 * A handle on an ensemble that outlives sessions: the connection's state with its deadline, retries, namespaces, and operations that
 * survive lost replies.
 *
 * <p>All of it, and every recipe, takes steps on one {@link io.zk4j.framework.Turn}: one thread at a time, never blocked. What
 * applications are told runs on their own executor. Uses {@code io.zk4j.client} and {@code io.zk4j.protocol}.
 */
@NullMarked
package io.zk4j.framework;

import org.jspecify.annotations.NullMarked;
