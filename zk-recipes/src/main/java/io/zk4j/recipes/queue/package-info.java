/**
 * Queues in Curator's znodes: one engine that claims the next item, has it consumed, and removes it, and for each kind of queue how its items
 * are called and in which order they come.
 *
 * <p>Uses the primitives and the framework. However long a queue is, a handle keeps a bounded number of names of items.
 */
@NullMarked
package io.zk4j.recipes.queue;

import org.jspecify.annotations.NullMarked;
