/**
 * What clients did and saw, and whether servers that keep ZooKeeper's promises can have brought it about.
 *
 * <p>{@link io.zk4j.testing.history.History} is written by many threads; the checks are pure and read what it has become:
 * {@link io.zk4j.testing.history.LinearizabilityChecker} for writes and reads of the latest state,
 * {@link io.zk4j.testing.history.SessionReads} for reads that may be old, {@link io.zk4j.testing.history.WriteOrder} for transaction
 * numbers, {@link io.zk4j.testing.history.OneHolder} for locks. Each finding is a {@link io.zk4j.testing.history.Violation} that tells
 * its story.
 */
@NullMarked
package io.zk4j.testing.history;

import org.jspecify.annotations.NullMarked;
