/**
 * A set divided among those who take part, so that each item belongs to one of them.
 *
 * <p>Thread-safe; state belongs to the framework's turn. Uses {@code primitive} and {@code framework}.
 */
@NullMarked
package io.zk4j.recipes.partition;

import org.jspecify.annotations.NullMarked;
