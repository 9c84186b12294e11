/**
 * The few classes about the membership of an ensemble that client libraries touch: Curator parses {@code /zookeeper/config}
 * with them. The server itself is {@code io.zk4j.server}.
 */
@NullMarked
package org.apache.zookeeper.server.quorum;

import org.jspecify.annotations.NullMarked;
