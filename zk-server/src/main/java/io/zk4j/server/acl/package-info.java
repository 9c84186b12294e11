/**
 * Who may do what: identities of callers, the schemes that give them out, and the check of an ACL.
 *
 * <p>Pure, immutable and safe for any thread. SASL and TLS handshakes live elsewhere and hand in the identities that
 * they have established.
 */
@NullMarked
package io.zk4j.server.acl;

import org.jspecify.annotations.NullMarked;
