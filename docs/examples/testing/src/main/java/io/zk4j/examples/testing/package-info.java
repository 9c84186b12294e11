/** A service that one of several instances provides. */
@NullMarked
package io.zk4j.examples.testing;

import org.jspecify.annotations.NullMarked;
