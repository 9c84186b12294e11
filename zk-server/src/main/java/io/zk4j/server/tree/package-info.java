/**
 * The tree of znodes: what is in it, and how a transaction changes it.
 *
 * <p>The core thread is the only writer. Other threads read immutable {@link io.zk4j.server.tree.Znode}s, through
 * {@link io.zk4j.server.tree.DataTree#readConsistently} when more than one value must fit together. Pure: no clock,
 * file or socket; times and zxids come with the transactions.
 */
@NullMarked
package io.zk4j.server.tree;

import org.jspecify.annotations.NullMarked;
