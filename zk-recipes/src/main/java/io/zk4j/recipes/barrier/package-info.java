/**
 * Barriers: one that somebody sets and removes, and one that opens when enough have come and lets them go together.
 *
 * <p>Uses the primitives and the framework. Nothing here waits: what takes time is a {@link io.zk4j.framework.Pending}.
 */
@NullMarked
package io.zk4j.recipes.barrier;

import org.jspecify.annotations.NullMarked;
