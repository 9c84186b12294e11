/**
 * Clients that lose their connections in every way, again and again, and what they may rely on all the same.
 *
 * <p>Uses the client by Apache's names alone, so that Apache's client can be held to the same rules.
 */
@NullMarked
package io.zk4j.testing.fire;

import org.jspecify.annotations.NullMarked;
