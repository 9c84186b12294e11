/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Paths;

/**
 * The node below which a client lives: turns the paths that the application uses into those that the server knows, and back.
 *
 * <p>The engine itself speaks server paths only; whoever offers a chroot to an application converts at its own edge, so that several
 * views can share one session.
 */
public final class Chroot {
    /** No chroot: both paths are the same. */
    public static final Chroot NONE = new Chroot("");

    private final String prefix;

    private Chroot(String prefix) {
        this.prefix = prefix;
    }

    /** A chroot at {@code path}, an absolute path; "/" is none. */
    public static Chroot of(String path) {
        Paths.validate(path);
        return path.equals("/") ? NONE : new Chroot(path);
    }

    /** The node itself as the server knows it; "/" if there is no chroot. */
    public String path() {
        return prefix.isEmpty() ? "/" : prefix;
    }

    public boolean isNone() {
        return prefix.isEmpty();
    }

    /** The server's name of the application's {@code clientPath}. */
    public String toServer(String clientPath) {
        if (prefix.isEmpty()) {
            return clientPath;
        }
        return clientPath.equals("/") ? prefix : prefix + clientPath;
    }

    /**
     * What the server's names begin with if the application's begin with {@code clientPrefix}. The root keeps its slash: the server compares
     * text, so that the chroot /app without it would also stand for /app2.
     */
    public String prefixToServer(String clientPrefix) {
        return prefix + clientPrefix;
    }

    /**
     * The application's name of {@code serverPath}. A path outside the chroot is returned as it is: the only one that a client can
     * meet is {@code /zookeeper/config}, which is watched across chroots.
     */
    public String toClient(String serverPath) {
        if (prefix.isEmpty() || !isInside(serverPath)) {
            return serverPath;
        }
        return serverPath.length() == prefix.length() ? "/" : serverPath.substring(prefix.length());
    }

    private boolean isInside(String serverPath) {
        return serverPath.startsWith(prefix)
                && (serverPath.length() == prefix.length() || serverPath.charAt(prefix.length()) == '/');
    }

    @Override
    public String toString() {
        return path();
    }
}
