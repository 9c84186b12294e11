/**
 * Elections: one leads at a time, and everybody can know who and in which term. Curator's programs take part with its znodes.
 *
 * <p>A term is the fencing token of the leader's lease: it grows from leader to leader. Uses the primitives and the framework.
 */
@NullMarked
package io.zk4j.recipes.leader;

import org.jspecify.annotations.NullMarked;
