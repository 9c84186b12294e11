/**
 * What every recipe is made of: a place in a line, the rule that grants it, a lease on what was granted, a node that is kept, a view
 * that is kept up to date, a value that is compared and set.
 *
 * <p>Steps of a primitive run on the {@link io.zk4j.framework.Turn} of its framework, which owns its state. Nothing here waits.
 */
@NullMarked
package io.zk4j.recipes.primitive;

import org.jspecify.annotations.NullMarked;
