/** Processes that share a lock and an election, and a tour that shows them to a person. */
@NullMarked
package io.zk4j.examples.recipes;

import org.jspecify.annotations.NullMarked;
