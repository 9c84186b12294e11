/** Servers that JUnit gives to tests. */
@NullMarked
package io.zk4j.testing.junit;

import org.jspecify.annotations.NullMarked;
