/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.net.AddressLookup;
import io.zk4j.client.net.Transport;
import io.zk4j.client.security.SaslLogin;
import io.zk4j.client.security.SaslSettings;
import io.zk4j.client.security.TlsContexts;
import io.zk4j.client.security.TlsException;
import java.io.IOException;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ClientX509Util;
import org.apache.zookeeper.common.TlsConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads how a client's connections are to be protected from its configuration. */
final class SecureTransport {
    private SecureTransport() {}

    /**
     * The way to the servers.
     *
     * @throws IOException if TLS cannot be used as configured: a client that asks for it never goes without
     */
    static Transport of(ZKClientConfig config, AddressLookup lookup) throws IOException {
        try {
            return new Transport(lookup, tls(config), sasl(config));
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static @Nullable TlsContexts tls(ZKClientConfig config) {
        if (!config.getBoolean(ZKClientConfig.SECURE_CLIENT)) {
            return null;
        }
        try (var names = new ClientX509Util()) {
            return TlsContexts.load(TlsConfiguration.of(names, config));
        }
    }

    /** A JAAS configuration is what asks for SASL; which of its sections it is may be set as well. */
    private static @Nullable SaslLogin sasl(ZKClientConfig config) {
        if (!config.isSaslClientEnabled()) {
            return null;
        }
        String section = config.getProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY);
        return new SaslLogin(new SaslSettings(
                section == null ? ZKClientConfig.LOGIN_CONTEXT_NAME_KEY_DEFAULT : section,
                section != null || config.getJaasConfKey() != null,
                false,
                null,
                String.valueOf(config.getProperty(
                        ZKClientConfig.ZK_SASL_CLIENT_USERNAME, ZKClientConfig.ZK_SASL_CLIENT_USERNAME_DEFAULT)),
                config.getBoolean(ZKClientConfig.ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME, true),
                config.getProperty(ZKClientConfig.ZOOKEEPER_SERVER_PRINCIPAL)));
    }
}
