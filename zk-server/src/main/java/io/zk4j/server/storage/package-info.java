/**
 * The data directory: transaction log, snapshots, epoch files, and how a server gets its state back from them.
 *
 * <p>The only package that touches files, and all of it in Apache ZooKeeper's formats. A {@link
 * io.zk4j.server.storage.TxnLog} belongs to the log thread; snapshots are written and old files removed by a thread of
 * the caller's choice; everything else happens before a server serves or after it stopped. May use the transactions, the
 * znode and {@code io.zk4j.protocol}; knows nothing of the tree, the core or the network.
 */
@NullMarked
package io.zk4j.server.storage;

import org.jspecify.annotations.NullMarked;
