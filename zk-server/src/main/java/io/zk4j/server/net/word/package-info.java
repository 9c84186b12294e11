/**
 * The four-letter words: what an operator asks with nothing but netcat, answered in Apache's words because programs parse
 * them.
 *
 * <p>Answers are put together from snapshots that the core and the event loops hand out; nothing here is shared or mutable.
 */
@NullMarked
package io.zk4j.server.net.word;

import org.jspecify.annotations.NullMarked;
