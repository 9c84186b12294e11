/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.function.Function;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;

/** Everything that a client is opened with, collected by a {@link ZooKeeperBuilder}. Immutable, apart from what it holds. */
public class ZooKeeperOptions {
    private final String connectString;
    private final int sessionTimeoutMs;
    private final @Nullable Watcher defaultWatcher;
    private final @Nullable Function<Collection<InetSocketAddress>, HostProvider> hostProvider;
    private final boolean canBeReadOnly;
    private final long sessionId;
    private final byte @Nullable [] sessionPasswd;
    private final @Nullable ZKClientConfig clientConfig;

    ZooKeeperOptions(ZooKeeperBuilder builder) {
        this.connectString = builder.connectString;
        this.sessionTimeoutMs = builder.sessionTimeoutMs;
        this.defaultWatcher = builder.defaultWatcher;
        this.hostProvider = builder.hostProvider;
        this.canBeReadOnly = builder.canBeReadOnly;
        this.sessionId = builder.sessionId;
        this.sessionPasswd = builder.sessionPasswd == null ? null : builder.sessionPasswd.clone();
        this.clientConfig = builder.clientConfig;
    }

    /** {@return the servers and the chroot} */
    public String getConnectString() {
        return connectString;
    }

    /** {@return the session timeout to ask for, in milliseconds} */
    public int getSessionTimeoutMs() {
        return sessionTimeoutMs;
    }

    /** {@return who hears of the connection, and of changes where no other watcher was named} */
    public @Nullable Watcher getDefaultWatcher() {
        return defaultWatcher;
    }

    /** {@return what makes a host provider of the servers; null for the ordinary one} */
    public @Nullable Function<Collection<InetSocketAddress>, HostProvider> getHostProvider() {
        return hostProvider;
    }

    /** {@return whether a server that takes reads only will do} */
    public boolean isCanBeReadOnly() {
        return canBeReadOnly;
    }

    /** {@return the session to go on with; 0 for a new one} */
    public long getSessionId() {
        return sessionId;
    }

    /** {@return a copy of the password of the session to go on with; null for a new one} */
    public byte @Nullable [] getSessionPasswd() {
        return sessionPasswd == null ? null : sessionPasswd.clone();
    }

    /** {@return the client's settings; null for those of the system properties} */
    public @Nullable ZKClientConfig getClientConfig() {
        return clientConfig;
    }
}
