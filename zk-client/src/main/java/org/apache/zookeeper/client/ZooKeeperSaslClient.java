/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

/** Names of SASL settings, under the class that older applications find them in. */
public class ZooKeeperSaslClient {
    /** See {@link ZKClientConfig#LOGIN_CONTEXT_NAME_KEY}. */
    @Deprecated
    public static final String LOGIN_CONTEXT_NAME_KEY = "zookeeper.sasl.clientconfig";

    /** See {@link ZKClientConfig#ENABLE_CLIENT_SASL_KEY}. */
    @Deprecated
    public static final String ENABLE_CLIENT_SASL_KEY = "zookeeper.sasl.client";

    /** See {@link ZKClientConfig#ENABLE_CLIENT_SASL_DEFAULT}. */
    @Deprecated
    public static final String ENABLE_CLIENT_SASL_DEFAULT = "true";

    private ZooKeeperSaslClient() {}

    /**
     * {@return whether the system property allows SASL; see {@link ZKClientConfig#isSaslClientEnabled} for one client}
     */
    public static boolean isEnabled() {
        return new ZKClientConfig().isSaslClientEnabled();
    }
}
