/**
 * What protects a client's connections: TLS and the SASL login.
 *
 * <p>Settings are immutable records. What they name (files, JAAS, a name service, a key distribution centre) is used on threads that
 * may block, never on an event loop.
 */
@NullMarked
package io.zk4j.client.security;

import org.jspecify.annotations.NullMarked;
