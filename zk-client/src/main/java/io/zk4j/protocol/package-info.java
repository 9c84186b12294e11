/**
 * ZooKeeper's client protocol: a record per message that knows its own bytes, the numbers and names of the protocol, the
 * rules for paths, and the framing.
 *
 * <p>Everything here is an immutable value or works on a buffer its caller owns; no thread, clock, socket or file. Of
 * Netty only {@code io.netty.buffer} is used. Encoders write straight into the caller's buffer; decoders check every length
 * against what is really there before they allocate, and report anything illegal as
 * {@link io.zk4j.protocol.MalformedFrameException}.
 */
@NullMarked
package io.zk4j.protocol;

import org.jspecify.annotations.NullMarked;
