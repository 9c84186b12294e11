/**
 * One znode, several programs: zk4j's recipes, Curator's and kazoo's in processes of their own contend for the same thing and are killed
 * while they do.
 *
 * <p>Each process is a contender: its workers tell the referee in the test's JVM, line by line over a socket, what they are about to do and
 * what they hold. The referee hears a claim after it became true and answers before it ends, so what it sees overlap did overlap. A judge
 * per kind of recipe knows which claims contradict each other.
 */
@NullMarked
package io.zk4j.recipes.shared;

import org.jspecify.annotations.NullMarked;
