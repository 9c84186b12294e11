/** The one method of Apache's server that client libraries call. The server itself is {@code io.zk4j.server}. */
@NullMarked
package org.apache.zookeeper.server;

import org.jspecify.annotations.NullMarked;
