/** The exceptions of Apache's shell that programs built on it catch. The shell itself is {@code io.zk4j.cli}. */
@NullMarked
package org.apache.zookeeper.cli;

import org.jspecify.annotations.NullMarked;
