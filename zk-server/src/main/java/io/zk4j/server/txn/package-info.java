/**
 * Transactions: what a write became once it was validated, as it is logged, replayed and (later) sent to other servers.
 *
 * <p>Pure values and their codec; no files, threads or clocks. Any thread may use them. May use {@code io.zk4j.protocol}
 * only.
 */
@NullMarked
package io.zk4j.server.txn;

import org.jspecify.annotations.NullMarked;
