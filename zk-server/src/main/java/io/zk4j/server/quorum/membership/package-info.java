/**
 * Who belongs to an ensemble, where each server is reached, and whose agreement decides. Pure and immutable.
 */
@NullMarked
package io.zk4j.server.quorum.membership;

import org.jspecify.annotations.NullMarked;
