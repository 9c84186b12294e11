/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there may be, in all and from one address.
 *
 * <p>Thread-safe: event loops count in and out here, once in the life of a connection, so one lock is enough.
 */
public final class ConnectionLimits {
    private final int perAddressMax;
    private final int totalMax;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int total;

    /** 0 = no limit, for both. */
    public ConnectionLimits(int perAddressMax, int totalMax) {
        this.perAddressMax = perAddressMax;
        this.totalMax = totalMax;
    }

    /** Null if the connection may come in and is now counted; else the limit it met, in words. */
    synchronized @Nullable String enter(InetAddress from) {
        if (totalMax > 0 && total >= totalMax) {
            return "there are " + total + " connections already (maxCnxns=" + totalMax + ")";
        }
        int count = perAddress.getOrDefault(from, 0);
        if (perAddressMax > 0 && count >= perAddressMax) {
            return "there are " + count + " connections from that address already (maxClientCnxns=" + perAddressMax
                    + ")";
        }
        perAddress.put(from, count + 1);
        total++;
        return null;
    }

    synchronized void leave(InetAddress from) {
        perAddress.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
        total--;
    }
}
