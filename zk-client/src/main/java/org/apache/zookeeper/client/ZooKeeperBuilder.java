/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.jspecify.annotations.Nullable;

/** Opens clients, in place of constructors with many arguments. Not thread-safe. */
public class ZooKeeperBuilder {
    final String connectString;
    final int sessionTimeoutMs;

    @Nullable
    Watcher defaultWatcher;

    @Nullable
    Function<Collection<InetSocketAddress>, HostProvider> hostProvider;

    boolean canBeReadOnly;
    long sessionId;
    byte @Nullable [] sessionPasswd;

    @Nullable
    ZKClientConfig clientConfig;

    /**
     * Begins with what every client needs.
     *
     * @param connectString servers and chroot, as {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, which has the last word
     */
    public ZooKeeperBuilder(String connectString, Duration sessionTimeout) {
        this.connectString = Objects.requireNonNull(connectString, "a client needs a connect string");
        this.sessionTimeoutMs = Math.toIntExact(sessionTimeout.toMillis());
    }

    /**
     * Sets who hears of the connection, and of changes where no other watcher is named.
     *
     * @param watcher told of the change; null leaves no watch
     * @return this builder
     */
    public ZooKeeperBuilder withDefaultWatcher(@Nullable Watcher watcher) {
        this.defaultWatcher = watcher;
        return this;
    }

    /**
     * Sets what makes a host provider of the servers in the connect string.
     *
     * @param factory makes what decides which server is tried when
     * @return this builder
     */
    public ZooKeeperBuilder withHostProvider(Function<Collection<InetSocketAddress>, HostProvider> factory) {
        this.hostProvider = factory;
        return this;
    }

    /**
     * Sets whether a server that takes reads only will do.
     *
     * @param canBeReadOnly whether a server that takes reads only will do
     * @return this builder
     */
    public ZooKeeperBuilder withCanBeReadOnly(boolean canBeReadOnly) {
        this.canBeReadOnly = canBeReadOnly;
        return this;
    }

    /**
     * Goes on with a session of another client.
     *
     * @param sessionId the id of the session to go on with
     * @param sessionPasswd the password of that session
     * @return this builder
     */
    public ZooKeeperBuilder withSession(long sessionId, byte @Nullable [] sessionPasswd) {
        this.sessionId = sessionId;
        this.sessionPasswd = sessionPasswd == null ? null : sessionPasswd.clone();
        return this;
    }

    /**
     * Sets the client's settings.
     *
     * @param clientConfig the settings; null for those of the system properties
     * @return this builder
     */
    public ZooKeeperBuilder withClientConfig(@Nullable ZKClientConfig clientConfig) {
        this.clientConfig = clientConfig;
        return this;
    }

    /** {@return what was collected so far, for a constructor of {@link ZooKeeper}} */
    public ZooKeeperOptions toOptions() {
        return new ZooKeeperOptions(this);
    }

    /**
     * Opens a client, which connects in the background.
     *
     * @return the client, which is still connecting
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper build() throws IOException {
        return new ZooKeeper(toOptions());
    }

    /**
     * Opens a client that can change the membership of the ensemble; it connects in the background.
     *
     * @return the client, which is still connecting
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin buildAdmin() throws IOException {
        return new ZooKeeperAdmin(toOptions());
    }
}
