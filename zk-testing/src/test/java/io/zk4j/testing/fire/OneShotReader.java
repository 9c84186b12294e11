/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.zookeeper.AsyncCallback.Children2Callback;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;

/**
 * Follows a node by one-shot watches: reads and sets one, and when it fires, reads again.
 *
 * <p>A watch fires at most once, only if its read succeeded, and only for a change that the read has not seen. Were one lost, the
 * reader would be left behind. Everything happens on the event thread of its client, but for the questions of the test.
 */
final class OneShotReader {
    private final Handle handle;
    private final Target target;
    private final boolean children;
    private final String name;
    private long seen = -1;
    private volatile String lastRead = "";

    /** Follows the node's children, or else its data. */
    OneShotReader(Handle handle, Target target, boolean children) {
        this.handle = handle;
        this.target = target;
        this.children = children;
        this.name = handle + " watching " + (children ? "the children of " : "the data of ") + target.path();
    }

    void start() {
        read(false);
    }

    /** Whether it has read this; of children, whether there is one so named. */
    boolean hasRead(String wanted) {
        return children ? List.of(lastRead.split(",", -1)).contains(wanted) : lastRead.equals(wanted);
    }

    @Override
    public String toString() {
        return name + ", last read " + lastRead;
    }

    private void read(boolean afterAnEvent) {
        var watch = new OneShot();
        if (children) {
            Children2Callback callback = (rc, path, call, names, stat) -> {
                ((CallOrder.Call) call).answered();
                onAnswer(watch, afterAnEvent, rc, stat, names == null ? "" : String.join(",", names));
            };
            handle.call("getChildren", call -> handle.zooKeeper().getChildren(target.path(), watch, callback, call));
        } else {
            DataCallback callback = (rc, path, call, data, stat) -> {
                ((CallOrder.Call) call).answered();
                onAnswer(watch, afterAnEvent, rc, stat, data == null ? "" : new String(data, UTF_8));
            };
            handle.call("getData", call -> handle.zooKeeper().getData(target.path(), watch, callback, call));
        }
    }

    private void onAnswer(OneShot watch, boolean afterAnEvent, int rc, Stat stat, String value) {
        if (rc == Code.OK.intValue()) {
            long version = children ? stat.getPzxid() : stat.getMzxid();
            handle.check(
                    afterAnEvent ? version > seen : version >= seen,
                    name + ": zxid 0x" + Long.toHexString(version) + " after 0x" + Long.toHexString(seen)
                            + (afterAnEvent ? " and an event" : ""));
            seen = version;
            lastRead = value;
            watch.isSet = true;
        } else if (handle.goesOnAfter(rc, name)) {
            read(afterAnEvent);
        }
    }

    /** One watch of one read. */
    private final class OneShot implements Watcher {
        private boolean isSet;
        private boolean hasFired;

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() == Event.EventType.None) {
                return;
            }
            handle.check(isSet, name + " heard " + event + " by a watch that was never set");
            handle.check(!hasFired, name + " heard " + event + " by a watch that had fired before");
            handle.check(event.getType() == meant() && target.path().equals(event.getPath()), name + " heard " + event);
            hasFired = true;
            handle.tally().oneShotEvent();
            read(true);
        }

        private Event.EventType meant() {
            return children ? Event.EventType.NodeChildrenChanged : Event.EventType.NodeDataChanged;
        }
    }
}
