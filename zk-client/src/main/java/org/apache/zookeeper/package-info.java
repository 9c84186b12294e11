/**
 * The client API under Apache's names: what applications, Curator, Kafka or HBase were compiled against.
 *
 * <p>A thin façade over {@code io.zk4j.client}: conversions between the two vocabularies, the one event thread of each
 * {@link org.apache.zookeeper.ZooKeeper}, and nothing that decides. Packages below this one refer to each other in circles,
 * because Apache's signatures do.
 */
@NullMarked
package org.apache.zookeeper;

import org.jspecify.annotations.NullMarked;
