/**
 * Queues in Curator's znodes: what is taken is deleted, and put back to its place if nobody wants it any more by then.
 *
 * <p>Uses the primitives and the framework. However long a queue is, a handle keeps a bounded number of names of items.
 */
@NullMarked
package io.zk4j.recipes.queue;

import org.jspecify.annotations.NullMarked;
