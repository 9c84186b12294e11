/** Names of identities as ACLs and Kerberos write them, for clients that compute them. */
@NullMarked
package org.apache.zookeeper.server.auth;

import org.jspecify.annotations.NullMarked;
