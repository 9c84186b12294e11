/**
 * A copy of a part of the tree in memory, which follows the servers.
 *
 * <p>State belongs to the framework's turn; what applications read is written there and read anywhere. Uses {@code primitive} and
 * {@code framework}.
 */
@NullMarked
package io.zk4j.recipes.cache;

import org.jspecify.annotations.NullMarked;
