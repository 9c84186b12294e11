/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the TLS side of connections. Immutable. */
public final class TlsContext {
    private final SSLContext context;
    private final TlsSettings settings;

    TlsContext(SSLContext context, TlsSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * What a connection's bytes go through.
     *
     * @param host the server as it was asked for, which its certificate must name
     * @param blocking runs what may wait for the network in a handshake, such as asking whether a certificate is revoked
     */
    public SslHandler handler(String host, int port, Executor blocking, long handshakeMillis) {
        var handler = new SslHandler(
                engine(host, port), settings.mayBlockInHandshake() ? blocking : ImmediateExecutor.INSTANCE);
        handler.setHandshakeTimeoutMillis(handshakeMillis);
        return handler;
    }

    SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        try {
            engine.setEnabledProtocols(settings.versions().toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw new TlsException(
                    "zookeeper.ssl.enabledProtocols " + settings.versions() + ": " + e.getMessage() + "; this JVM has "
                            + String.join(", ", engine.getSupportedProtocols()),
                    e);
        }
        if (!settings.cipherSuites().isEmpty()) {
            try {
                engine.setEnabledCipherSuites(settings.cipherSuites().toArray(new String[0]));
            } catch (IllegalArgumentException e) {
                throw new TlsException(
                        "zookeeper.ssl.ciphersuites " + settings.cipherSuites() + ": " + e.getMessage()
                                + "; this JVM has " + String.join(", ", engine.getSupportedCipherSuites()),
                        e);
            }
        }
        if (settings.verifyHost()) {
            SSLParameters parameters = engine.getSSLParameters();
            // The rules of RFC 2818: the names of the certificate, of which one may begin with a star, or its
            // addresses.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** Says in one line why a handshake has failed and what to do. */
    public String explain(Throwable failure, String host) {
        return TlsFailures.explain(failure, host, settings);
    }
}
