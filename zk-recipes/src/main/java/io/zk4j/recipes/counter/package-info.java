/**
 * Values and numbers that programs share: a value that tells its listeners, and numbers that are changed by comparing and setting.
 *
 * <p>Uses the primitives and the framework. A change whose reply is lost is never made twice: it fails with
 * {@link io.zk4j.client.OutcomeUnknownException} or {@link io.zk4j.client.SessionExpiredException}.
 */
@NullMarked
package io.zk4j.recipes.counter;

import org.jspecify.annotations.NullMarked;
