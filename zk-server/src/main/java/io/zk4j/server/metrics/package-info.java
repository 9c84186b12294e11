/**
 * What the server counts and measures about itself, under the names that Apache's monitoring knows.
 *
 * <p>Pure: no clock, no thread; whoever measures brings the number. Every thread may count and measure; nothing is locked or
 * allocated for that. The state that has one owner (the size of the tree, the number of sessions) is not kept here but
 * looked up when somebody asks.
 */
@NullMarked
package io.zk4j.server.metrics;

import org.jspecify.annotations.NullMarked;
