/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import io.zk4j.client.session.HostPort;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Texts for addresses. */
public class NetUtils {
    private static final String[] NOTHING = {};

    /**
     * {@return {@code host:port}; an IPv6 address is put in brackets}
     *
     * @param addr the address
     */
    public static String formatInetAddr(InetSocketAddress addr) {
        InetAddress resolved = addr.getAddress();
        return resolved instanceof Inet6Address
                ? "[" + resolved.getHostAddress() + "]:" + addr.getPort()
                : new HostPort(addr.getHostString(), addr.getPort()).toString();
    }

    /**
     * {@return address and port of {@code [address]:port}; empty if the text has no brackets}
     *
     * @param hostPort the text
     */
    public static String[] getIPV6HostAndPort(String hostPort) {
        if (!hostPort.startsWith("[")) {
            return NOTHING;
        }
        int end = hostPort.lastIndexOf(']');
        if (end < 0) {
            throw new IllegalArgumentException(hostPort + " starts with '[' but has no matching ']'");
        }
        String host = hostPort.substring(1, end);
        if (host.isEmpty()) {
            throw new IllegalArgumentException(hostPort + " names no host");
        }
        String rest = hostPort.substring(end + 1);
        if (rest.isEmpty()) {
            return new String[] {host};
        }
        if (!rest.startsWith(":") || rest.length() == 1) {
            throw new IllegalArgumentException(hostPort + " has no ':' and port behind its ']'");
        }
        return new String[] {host, rest.substring(1)};
    }
}
