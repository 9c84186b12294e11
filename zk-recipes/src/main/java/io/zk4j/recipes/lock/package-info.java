/**
 * Locks shared by everybody who names the same path: Curator's programs with its znodes, kazoo's if one tells the other its names.
 *
 * <p>What is acquired is a {@link io.zk4j.recipes.primitive.Lease} and belongs to whoever has it, on any thread. Uses the primitives and
 * the framework.
 */
@NullMarked
package io.zk4j.recipes.lock;

import org.jspecify.annotations.NullMarked;
