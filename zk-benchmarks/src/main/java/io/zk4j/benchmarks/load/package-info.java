/**
 * The light generator: speaks the wire protocol itself, with requests that were encoded beforehand and replies that are counted by
 * frame, so that it costs little beside the server it drives. One thread; uses {@code io.zk4j.protocol} and plain NIO.
 */
@NullMarked
package io.zk4j.benchmarks.load;

import org.jspecify.annotations.NullMarked;
