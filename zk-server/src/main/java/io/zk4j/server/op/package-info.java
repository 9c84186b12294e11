/**
 * What clients can ask for: one class per operation, from permission and validation over the transaction to the reply.
 *
 * <p>{@link io.zk4j.server.op.Operations} is the table of them. To learn what an operation does, open its class; to add
 * one, add a class and a line there. Pure: writes look at the tree with all proposals on top
 * ({@link io.zk4j.server.tree.PendingChanges}), reads at a consistent view, and both return values.
 */
@NullMarked
package io.zk4j.server.op;

import org.jspecify.annotations.NullMarked;
