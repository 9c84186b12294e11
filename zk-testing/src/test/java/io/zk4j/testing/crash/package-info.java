/** Servers that are killed under load: what was acknowledged is there, and nothing is there by half. */
@NullMarked
package io.zk4j.testing.crash;

import org.jspecify.annotations.NullMarked;
