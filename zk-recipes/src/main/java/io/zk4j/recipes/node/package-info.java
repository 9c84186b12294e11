/**
 * Znodes that stand for somebody who is there: kept over lost sessions, and gone when their owner goes.
 *
 * <p>Thread-safe; state belongs to the framework's turn. Uses {@code primitive} and {@code framework}.
 */
@NullMarked
package io.zk4j.recipes.node;

import org.jspecify.annotations.NullMarked;
