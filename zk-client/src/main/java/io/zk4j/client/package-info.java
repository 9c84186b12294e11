/**
 * The asynchronous client. {@link io.zk4j.client.ZkClient} is for applications; {@link io.zk4j.client.ClientSession} is the low level
 * handle that it and the {@code org.apache.zookeeper} API share.
 */
@NullMarked
package io.zk4j.client;

import org.jspecify.annotations.NullMarked;
