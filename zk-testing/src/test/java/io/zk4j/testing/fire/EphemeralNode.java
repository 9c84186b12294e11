/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.AsyncCallback.StringCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Ids;

/** Sees to it that a node exists as long as a session; that of the session before may still be there for a while. */
final class EphemeralNode {
    private final Handle handle;
    private final String path;

    EphemeralNode(Handle handle, String path) {
        this.handle = handle;
        this.path = path;
    }

    void create() {
        StringCallback callback = (rc, asked, call, created) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.NODEEXISTS.intValue()) {
                lookWhoseItIs();
            } else if (rc != Code.OK.intValue() && handle.goesOnAfter(rc, "creating " + path)) {
                create();
            }
        };
        handle.call(
                "create " + path,
                call -> handle.zooKeeper()
                        .create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL, callback, call));
    }

    private void createAgain() {
        if (handle.goesOn()) {
            create();
        }
    }

    private void lookWhoseItIs() {
        StatCallback callback = (rc, asked, call, stat) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.OK.intValue() || rc == Code.NONODE.intValue()) {
                if (stat == null
                        || stat.getEphemeralOwner() != handle.zooKeeper().getSessionId()) {
                    handle.later(this::createAgain);
                }
            } else if (handle.goesOnAfter(rc, "looking at " + path)) {
                lookWhoseItIs();
            }
        };
        handle.call("exists " + path, call -> handle.zooKeeper().exists(path, false, callback, call));
    }
}
