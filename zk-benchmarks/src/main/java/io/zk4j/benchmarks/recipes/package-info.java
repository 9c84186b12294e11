/**
 * What is measured of recipes: one program for each library, run in a process of its own, with the same questions. All but
 * {@link io.zk4j.benchmarks.recipes.ZkRecipes} use the JDK alone, so that Curator's program can have them on its class path.
 */
@NullMarked
package io.zk4j.benchmarks.recipes;

import org.jspecify.annotations.NullMarked;
