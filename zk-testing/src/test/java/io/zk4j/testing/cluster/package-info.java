/** The servers that tests have in their own JVM, and what can be done to them. */
@NullMarked
package io.zk4j.testing.cluster;

import org.jspecify.annotations.NullMarked;
