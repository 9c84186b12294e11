/** The membership of an ensemble as Curator reads it. */
@NullMarked
package org.apache.zookeeper.server.quorum.flexible;

import org.jspecify.annotations.NullMarked;
