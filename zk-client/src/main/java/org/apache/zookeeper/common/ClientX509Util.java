/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

/** The TLS settings between clients and servers: their names begin with {@code zookeeper.ssl.}. */
public class ClientX509Util extends X509Util {
    @Override
    protected String getConfigPrefix() {
        return "zookeeper.";
    }

    @Override
    protected boolean shouldVerifyClientHostname() {
        return false;
    }

    @Override
    protected boolean shouldAllowReverseDnsLookup() {
        return false;
    }

    /** {@return name of the setting: scheme that a server knows its clients' certificates by} */
    public String getSslAuthProviderProperty() {
        return getConfigPrefix() + "ssl.authProvider";
    }

    /** {@return name of the setting: TLS implementation} */
    public String getSslProviderProperty() {
        return getConfigPrefix() + "ssl.sslProvider";
    }
}
