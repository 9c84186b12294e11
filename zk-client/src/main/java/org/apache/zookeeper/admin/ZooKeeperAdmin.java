/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.admin;

import java.io.IOException;
import java.util.List;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.client.ZooKeeperOptions;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A client that can also change the membership of the ensemble.
 *
 * <p>A change is either incremental (servers that join, ids of servers that leave) or a whole new membership. Members are named as in
 * {@code zoo.cfg}: {@code server.3=host:2888:3888:participant;2181}. {@code fromConfig} is the version of the membership that the change
 * starts from, in hexadecimal in the text that {@link #getConfig} reads; -1 for whichever is current.
 */
@SuppressWarnings("try") // close() throws InterruptedException in Apache's API as well.
public class ZooKeeperAdmin extends ZooKeeper {
    /**
     * See {@link ZooKeeper#ZooKeeper(String, int, Watcher)}.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher told of the change; null leaves no watch
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin(String connectString, int sessionTimeout, @Nullable Watcher watcher) throws IOException {
        super(connectString, sessionTimeout, watcher);
    }

    /**
     * See {@link ZooKeeper#ZooKeeper(String, int, Watcher, ZKClientConfig)}.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher told of the change; null leaves no watch
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin(
            String connectString, int sessionTimeout, @Nullable Watcher watcher, @Nullable ZKClientConfig conf)
            throws IOException {
        super(connectString, sessionTimeout, watcher, conf);
    }

    /**
     * See {@link ZooKeeper#ZooKeeper(String, int, Watcher, boolean, ZKClientConfig)}.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher told of the change; null leaves no watch
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            boolean canBeReadOnly,
            @Nullable ZKClientConfig conf)
            throws IOException {
        super(connectString, sessionTimeout, watcher, canBeReadOnly, conf);
    }

    /**
     * See {@link ZooKeeper#ZooKeeper(String, int, Watcher, boolean)}.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher told of the change; null leaves no watch
     * @param canBeReadOnly whether a server that takes reads only will do
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin(String connectString, int sessionTimeout, @Nullable Watcher watcher, boolean canBeReadOnly)
            throws IOException {
        super(connectString, sessionTimeout, watcher, canBeReadOnly);
    }

    /**
     * See {@link ZooKeeper#ZooKeeper(ZooKeeperOptions)}.
     *
     * @param options what is wanted
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeperAdmin(ZooKeeperOptions options) throws IOException {
        super(options);
    }

    /**
     * Changes the membership.
     *
     * @param joiningServers members to add or to change, separated by commas; null for none
     * @param leavingServers ids of members to remove, separated by commas; null for none
     * @param newMembers the whole new membership, separated by commas, in place of the two before
     * @param fromConfig version of the membership to start from; -1 for any
     * @param stat filled in with that of the new membership, if one is given
     * @return the new membership as text
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] reconfigure(
            @Nullable String joiningServers,
            @Nullable String leavingServers,
            @Nullable String newMembers,
            long fromConfig,
            @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return reconfigureAndWait(joiningServers, leavingServers, newMembers, fromConfig, stat);
    }

    /**
     * Changes the membership, the members given one by one.
     *
     * @param joiningServers servers to add; null for none
     * @param leavingServers numbers of servers to remove; null for none
     * @param newMembers all servers from now on, separated by commas; null to change the present ones
     * @param fromConfig the version of the configuration to change; -1 for whichever is in force
     * @param stat filled in; null if it is not wanted
     * @return the new configuration
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] reconfigure(
            @Nullable List<String> joiningServers,
            @Nullable List<String> leavingServers,
            @Nullable List<String> newMembers,
            long fromConfig,
            @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return reconfigure(joined(joiningServers), joined(leavingServers), joined(newMembers), fromConfig, stat);
    }

    /**
     * Changes the membership, telling a callback.
     *
     * @param joiningServers servers to add; null for none
     * @param leavingServers numbers of servers to remove; null for none
     * @param newMembers all servers from now on, separated by commas; null to change the present ones
     * @param fromConfig the version of the configuration to change; -1 for whichever is in force
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void reconfigure(
            @Nullable String joiningServers,
            @Nullable String leavingServers,
            @Nullable String newMembers,
            long fromConfig,
            DataCallback cb,
            @Nullable Object ctx) {
        startReconfigure(joiningServers, leavingServers, newMembers, fromConfig, cb, ctx);
    }

    /**
     * Changes the membership, the members given one by one, telling a callback.
     *
     * @param joiningServers servers to add; null for none
     * @param leavingServers numbers of servers to remove; null for none
     * @param newMembers all servers from now on, separated by commas; null to change the present ones
     * @param fromConfig the version of the configuration to change; -1 for whichever is in force
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void reconfigure(
            @Nullable List<String> joiningServers,
            @Nullable List<String> leavingServers,
            @Nullable List<String> newMembers,
            long fromConfig,
            DataCallback cb,
            @Nullable Object ctx) {
        reconfigure(joined(joiningServers), joined(leavingServers), joined(newMembers), fromConfig, cb, ctx);
    }

    private static @Nullable String joined(@Nullable List<String> members) {
        return members == null ? null : String.join(",", members);
    }
}
