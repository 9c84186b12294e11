/**
 * Watches: who wants to hear of which znode, and in which order they hear.
 *
 * <p>Pure; owned by the core thread.
 */
@NullMarked
package io.zk4j.server.watch;

import org.jspecify.annotations.NullMarked;
