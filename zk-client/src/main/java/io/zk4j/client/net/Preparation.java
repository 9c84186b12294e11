/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.zk4j.client.security.SaslConversation;
import io.zk4j.client.security.SaslLogin;
import io.zk4j.client.security.TlsContext;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.SaslReadiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection needs before it is made, all of which may block to get: where the server is, certificates, who is logged in.
 *
 * @param subject who logs in at the server; null for nobody
 */
record Preparation(
        List<InetSocketAddress> addresses,
        @Nullable TlsContext tls,
        SaslReadiness readiness,
        @Nullable Subject subject) {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    /** Why there can be no connection. */
    static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String message, Exception cause) {
            super(message, cause);
        }
    }

    /** What a connection needs on which nobody logs in. */
    static Preparation withoutLogin(Transport transport, HostPort server) throws Impossible {
        TlsContext tls = transport.tls() == null ? null : transport.tls().next();
        return new Preparation(addresses(transport, server), tls, SaslReadiness.NOT_USED, null);
    }

    static Preparation of(Transport transport, HostPort server) throws Impossible {
        Preparation bare = withoutLogin(transport, server);
        SaslLogin login = transport.sasl();
        if (login == null) {
            return bare;
        }
        try {
            Subject subject = login.subject();
            return new Preparation(
                    bare.addresses, bare.tls, subject == null ? SaslReadiness.NOT_USED : SaslReadiness.READY, subject);
        } catch (LoginException e) {
            if (login.isRequired()) {
                throw new Impossible("no SASL login: " + e.getMessage(), e);
            }
            LOG.warn("Connecting to {} without SASL, which the server may refuse: {}", server, e.getMessage());
            LOG.debug("The login failed here", e);
            return new Preparation(bare.addresses, bare.tls, SaslReadiness.LOGIN_FAILED, null);
        }
    }

    private static List<InetSocketAddress> addresses(Transport transport, HostPort server) throws Impossible {
        try {
            return List.copyOf(transport.lookup().addressesOf(server));
        } catch (UnknownHostException unknown) {
            throw new Impossible("host " + server.host() + " is unknown", unknown);
        } catch (IOException | RuntimeException e) {
            throw new Impossible("no address: " + e.getMessage(), e);
        }
    }

    /** What is said at the server on this host; null if nothing is. */
    @Nullable
    SaslConversation conversation(Transport transport, String host) {
        SaslLogin login = transport.sasl();
        return login == null || subject == null ? null : login.conversation(subject, host);
    }
}
