/**
 * Services that say where they are, and programs that look for them; with the znodes and the JSON of Curator's discovery.
 *
 * <p>Needs {@code jackson-databind} on the class path. Thread-safe; state belongs to the framework's turn. Uses {@code primitive} and
 * {@code framework}.
 */
@NullMarked
package io.zk4j.recipes.discovery;

import org.jspecify.annotations.NullMarked;
