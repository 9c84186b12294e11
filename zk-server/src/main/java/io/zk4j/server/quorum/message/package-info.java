/**
 * What servers of an ensemble say to each other, one record per message, each of which knows its own bytes. Pure; sees
 * transactions and the wire protocol's primitives, nothing else.
 */
@NullMarked
package io.zk4j.server.quorum.message;

import org.jspecify.annotations.NullMarked;
