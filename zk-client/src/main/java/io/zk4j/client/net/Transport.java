/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.zk4j.client.security.SaslLogin;
import io.zk4j.client.security.TlsContexts;
import org.jspecify.annotations.Nullable;

/**
 * How one session reaches its servers.
 *
 * @param lookup finds their addresses
 * @param tls protects the connections; null for plain ones
 * @param sasl logs in at the beginning of each connection; null for none
 */
public record Transport(
        AddressLookup lookup,
        @Nullable TlsContexts tls,
        @Nullable SaslLogin sasl) {
    /** Plain connections to the addresses that the name service knows. */
    public static Transport plain() {
        return new Transport(AddressLookup::byName, null, null);
    }
}
