/**
 * The client port: sockets, frames, what does not look like ZooKeeper, four-letter words.
 *
 * <p>Each connection lives on one event loop, which decodes its requests, answers what it can answer alone (pings, reads that
 * set no watch) and hands the rest to the core. Malformed input is dealt with here and never reaches the core. Uses
 * {@code core}; nothing but the wiring uses this package.
 */
@NullMarked
package io.zk4j.server.net;

import org.jspecify.annotations.NullMarked;
