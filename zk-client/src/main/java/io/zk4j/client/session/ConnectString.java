/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed connect string: servers separated by commas, then an optional chroot, as in {@code zk1,zk2:2182,[::1]:2183/app}.
 *
 * <p>The default port is 2181. A bare number after a server with a port is another port of the same host: {@code
 * localhost:2181,2182,2183} names three servers.
 */
public record ConnectString(List<HostPort> servers, Chroot chroot) {
    /** The port of a server that is named without one. */
    public static final int DEFAULT_PORT = 2181;

    public ConnectString {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("the connect string names no server");
        }
    }

    /**
     * Reads {@code text}.
     *
     * @throws IllegalArgumentException saying which part of the text is wrong
     */
    public static ConnectString parse(String text) {
        int slash = text.indexOf('/');
        String hosts = slash < 0 ? text : text.substring(0, slash);
        var servers = new ArrayList<HostPort>();
        for (String part : hosts.split(",", -1)) {
            String server = part.trim();
            if (!server.isEmpty()) {
                servers.add(server(server, servers, text));
            }
        }
        if (servers.isEmpty()) {
            throw wrong(text, "it names no server", null);
        }
        return new ConnectString(
                servers, slash < 0 ? Chroot.NONE : chroot(text.substring(slash).trim(), text));
    }

    private static HostPort server(String part, List<HostPort> before, String text) {
        if (isNumber(part) && !before.isEmpty()) {
            return new HostPort(before.get(before.size() - 1).host(), port(part, text));
        }
        if (part.startsWith("[")) {
            int end = part.indexOf(']');
            if (end < 0) {
                throw wrong(text, "the bracket of '" + part + "' is not closed", null);
            }
            String rest = part.substring(end + 1);
            if (!rest.isEmpty() && !rest.startsWith(":")) {
                throw wrong(
                        text, "'" + rest + "' follows the bracket of '" + part + "', expected ':' and a port", null);
            }
            return hostPort(part.substring(1, end), rest.isEmpty() ? "" : rest.substring(1), rest.isEmpty(), text);
        }
        int colon = part.lastIndexOf(':');
        boolean bareIpv6 = colon > 0 && part.indexOf(':') != colon;
        if (colon < 0 || bareIpv6) {
            return hostPort(part, "", true, text);
        }
        return hostPort(part.substring(0, colon), part.substring(colon + 1), false, text);
    }

    private static HostPort hostPort(String host, String port, boolean defaultPort, String text) {
        if (host.isEmpty()) {
            throw wrong(text, "a server has no host", null);
        }
        return new HostPort(host, defaultPort ? DEFAULT_PORT : port(port, text));
    }

    private static int port(String digits, String text) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(text, "'" + digits + "' is not a port", notANumber);
        }
        throw wrong(text, "port " + digits + " is not within 1..65535", null);
    }

    private static Chroot chroot(String path, String text) {
        try {
            return Chroot.of(path);
        } catch (IllegalArgumentException invalid) {
            throw wrong(text, "its chroot is not a valid path: " + invalid.getMessage(), invalid);
        }
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static IllegalArgumentException wrong(String text, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("connect string '" + text + "': " + why, cause);
    }
}
