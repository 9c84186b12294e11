/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.common.ConfigException;
import org.apache.zookeeper.common.ZKConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/** Settings of one client. Starts with the system properties of the same names. Thread-safe. */
public class ZKClientConfig extends ZKConfig {
    /** User part of the server's Kerberos principal. */
    public static final String ZK_SASL_CLIENT_USERNAME = "zookeeper.sasl.client.username";

    /** The default of {@link #ZK_SASL_CLIENT_USERNAME}. */
    public static final String ZK_SASL_CLIENT_USERNAME_DEFAULT = "zookeeper";

    /** Whether the server's host name in its principal is resolved to its canonical form. */
    public static final String ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME = "zookeeper.sasl.client.canonicalize.hostname";

    /** The default of {@link #ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME}. */
    public static final String ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME_DEFAULT = "true";

    /** Section of the JAAS configuration. */
    public static final String LOGIN_CONTEXT_NAME_KEY = "zookeeper.sasl.clientconfig";

    /** The default of {@link #LOGIN_CONTEXT_NAME_KEY}. */
    public static final String LOGIN_CONTEXT_NAME_KEY_DEFAULT = "Client";

    /** Whether SASL is used where a JAAS configuration exists. */
    public static final String ENABLE_CLIENT_SASL_KEY = "zookeeper.sasl.client";

    /** The default of {@link #ENABLE_CLIENT_SASL_KEY}. */
    public static final String ENABLE_CLIENT_SASL_DEFAULT = "true";

    /** Realm of the server's principal, if it is not the client's. */
    public static final String ZOOKEEPER_SERVER_REALM = "zookeeper.server.realm";

    /** Whether a lost connection ends all watches instead of setting them again. */
    public static final String DISABLE_AUTO_WATCH_RESET = "zookeeper.disableAutoWatchReset";

    /** Name of a connection class. There is one connection class here, so any value will do. */
    public static final String ZOOKEEPER_CLIENT_CNXN_SOCKET = "zookeeper.clientCnxnSocket";

    /** Whether to connect with TLS. */
    public static final String SECURE_CLIENT = "zookeeper.client.secure";

    /** Default of {@code jute.maxbuffer}, in bytes. */
    public static final int CLIENT_MAX_PACKET_LENGTH_DEFAULT = 0xfffff;

    /** Longest time that a synchronous call waits, in milliseconds; 0 is for ever. */
    public static final String ZOOKEEPER_REQUEST_TIMEOUT = "zookeeper.request.timeout";

    /** The server's whole Kerberos principal, in place of one made from its host name. */
    public static final String ZOOKEEPER_SERVER_PRINCIPAL = "zookeeper.server.principal";

    /** The default of {@link #ZOOKEEPER_REQUEST_TIMEOUT}: no limit. */
    public static final long ZOOKEEPER_REQUEST_TIMEOUT_DEFAULT = 0;

    private static final List<String> SYSTEM_PROPERTIES = List.of(
            ZK_SASL_CLIENT_USERNAME,
            ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME,
            LOGIN_CONTEXT_NAME_KEY,
            ENABLE_CLIENT_SASL_KEY,
            ZOOKEEPER_SERVER_REALM,
            DISABLE_AUTO_WATCH_RESET,
            ZOOKEEPER_CLIENT_CNXN_SOCKET,
            SECURE_CLIENT,
            ZOOKEEPER_REQUEST_TIMEOUT,
            ZOOKEEPER_SERVER_PRINCIPAL);

    /** The settings of the system properties. */
    public ZKClientConfig() {}

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configFile the file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public ZKClientConfig(File configFile) throws QuorumPeerConfig.ConfigException {
        super(configFile);
    }

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configPath the file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public ZKClientConfig(String configPath) throws QuorumPeerConfig.ConfigException {
        super(configPath);
    }

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configPath the file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public ZKClientConfig(Path configPath) throws ConfigException {
        super(configPath);
    }

    @Override
    protected void handleBackwardCompatibility() {
        super.handleBackwardCompatibility();
        for (String name : SYSTEM_PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null) {
                setProperty(name, value);
            }
        }
    }

    /** {@return whether SASL is used where a JAAS configuration exists; it is unless switched off} */
    public boolean isSaslClientEnabled() {
        return getBoolean(ENABLE_CLIENT_SASL_KEY, true);
    }

    /**
     * Returns a setting as a number; the default if it is not set.
     *
     * @param key the name of the setting
     * @param defaultValue for a setting that is not there
     * @return a setting as a number; the default if it is not set
     * @throws NumberFormatException if it is not a number, naming key and value
     */
    public long getLong(String key, long defaultValue) {
        String value = getProperty(key);
        if (value == null) {
            return defaultValue;
        }
        try {
            return Long.parseLong(value.trim());
        } catch (NumberFormatException e) {
            var named = new NumberFormatException("the setting " + key + " is not a number: " + value);
            named.initCause(e);
            throw named;
        }
    }
}
