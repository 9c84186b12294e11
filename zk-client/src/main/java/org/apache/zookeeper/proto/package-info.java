/**
 * The few request records that applications reach through {@link org.apache.zookeeper.Op#toRequestRecord()} and
 * {@link org.apache.zookeeper.WatchedEvent#getWrapper()}. The client itself sends the records of {@code io.zk4j.protocol}.
 */
@NullMarked
package org.apache.zookeeper.proto;

import org.jspecify.annotations.NullMarked;
