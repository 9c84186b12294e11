/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;

/**
 * Follows a node by a persistent watch, which may miss what happens while there is no connection, and nothing else.
 *
 * <p>Each connection is a period of its own. A read at its begin tells what was known by then: of what was acknowledged behind that and up
 * to the last event of the period, every transaction has its event, each once and in order. Used by the event thread of its client,
 * and by the thread of the test, under its own lock.
 */
final class PersistentReader implements Watcher {
    private final Handle handle;
    private final Target target;
    private final AddWatchMode mode;
    private final String name;
    private final List<Period> ended = new ArrayList<>();
    private Period current;
    private boolean isSet;
    private long lastZxid;

    PersistentReader(Handle handle, Target target, AddWatchMode mode) {
        this.handle = handle;
        this.target = target;
        this.mode = mode;
        this.name = handle + " watching " + target.path() + " " + mode;
    }

    /** From one connect to the next disconnect. */
    private static final class Period {
        private static final long UNKNOWN = Long.MAX_VALUE;
        private final TreeSet<Long> zxids = new TreeSet<>();
        private long knownAtBegin = UNKNOWN;

        boolean beginsBehind(long zxid) {
            return knownAtBegin != UNKNOWN && knownAtBegin >= zxid;
        }

        /** What is to have an event. */
        Set<Long> due(Target target, long upTo) {
            return knownAtBegin >= upTo ? Set.of() : target.acknowledged().subSet(knownAtBegin, false, upTo, true);
        }
    }

    void start() {
        VoidCallback callback = (rc, path, call) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.OK.intValue()) {
                begin();
            } else if (handle.goesOnAfter(rc, name)) {
                start();
            }
        };
        handle.call("addWatch", call -> handle.zooKeeper().addWatch(target.path(), this, mode, callback, call));
    }

    private synchronized void begin() {
        isSet = true;
        connected();
    }

    synchronized void connected() {
        if (isSet) {
            current = new Period();
            readWhatIsKnown(current);
        }
    }

    synchronized void disconnected() {
        if (current != null) {
            ended.add(current);
            current = null;
        }
    }

    private void readWhatIsKnown(Period period) {
        DataCallback callback = (rc, path, call, data, stat) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.OK.intValue()) {
                setKnown(period, Math.max(stat.getMzxid(), stat.getPzxid()));
            } else if (handle.goesOnAfter(rc, name) && isCurrent(period)) {
                readWhatIsKnown(period);
            }
        };
        handle.call("getData", call -> handle.zooKeeper().getData(target.path(), false, callback, call));
    }

    private synchronized void setKnown(Period period, long zxid) {
        if (period == current) { // or else it was read through the next connection
            period.knownAtBegin = zxid;
        }
    }

    private synchronized boolean isCurrent(Period period) {
        return period == current;
    }

    @Override
    public synchronized void process(WatchedEvent event) {
        if (event.getType() == Event.EventType.None) {
            return;
        }
        handle.check(isSet, name + " heard " + event + " before it was set");
        handle.check(current != null, name + " heard " + event + " while disconnected");
        handle.check(event.getZxid() > lastZxid, name + " heard " + event + " after 0x" + Long.toHexString(lastZxid));
        lastZxid = event.getZxid();
        handle.tally().persistentEvent();
        if (current != null) {
            current.zxids.add(lastZxid);
        }
    }

    /** Whether it has heard of this transaction, or has begun after it. */
    synchronized boolean isUpTo(long zxid) {
        return current != null && (lastZxid >= zxid || current.beginsBehind(zxid));
    }

    /** Checks all that has happened up to a transaction that it has heard of, and forgets it. */
    synchronized void checkUpTo(long zxid) {
        for (var period : ended) {
            if (!period.zxids.isEmpty()) {
                checkNothingIsMissing(period, period.zxids.last());
            }
        }
        ended.clear();
        if (current != null) {
            checkNothingIsMissing(current, zxid);
            if (current.knownAtBegin < zxid) {
                current.knownAtBegin = zxid;
            }
            current.zxids.headSet(zxid, true).clear();
        }
    }

    private void checkNothingIsMissing(Period period, long upTo) {
        var due = period.due(target, upTo);
        var missing = new TreeSet<>(due);
        missing.removeAll(period.zxids);
        handle.tally().eventsChecked(due.size());
        handle.check(missing.isEmpty(), name + " has not heard of the transactions " + missing + " before " + upTo);
    }

    @Override
    public synchronized String toString() {
        return name + ", last zxid 0x" + Long.toHexString(lastZxid) + (current == null ? ", disconnected" : "");
    }
}
