/**
 * The core thread and what surrounds it: the inbox, the outbox of each connection, the order of requests, the log thread.
 *
 * <p>One thread, the core, owns the tree, the sessions, the watches and every change that is not applied yet; it is the
 * only writer. Event loops, the log thread, the ticker and the snapshot thread talk to it through the
 * {@link io.zk4j.server.core.Inbox}; it answers through the {@link io.zk4j.server.core.Outbox} of a connection. Nothing here
 * knows Netty, and files are touched only through {@code storage}.
 */
@NullMarked
package io.zk4j.server.core;

import org.jspecify.annotations.NullMarked;
