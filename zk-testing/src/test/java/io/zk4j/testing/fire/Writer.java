/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.zookeeper.AsyncCallback.Create2Callback;
import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/**
 * Writes its node and children of it, many calls at once, through whichever handle its client has.
 *
 * <p>Each call carries the next number. Of those acknowledged, later ones have later zxids and versions, and no more versions lie between
 * than there were calls: none is carried out twice. Under its own lock, as several threads write and hear.
 */
final class Writer {
    private static final int WRITES_IN_A_BURST = 8;

    private final Target target;
    private final Violations violations;
    private long calls;
    private long acknowledgedCall;
    private long zxid;
    private int version;

    Writer(Target target, Violations violations) {
        this.target = target;
        this.violations = violations;
    }

    /**
     * The last write before a rest.
     *
     * @param number what the node holds, and the name of a child
     * @param zxid of the child's creation, which came after
     */
    record Mark(long number, long zxid) {}

    /** Writes the node several times, and makes and removes a child. */
    void burst(Handle handle) {
        for (int i = 0; i < WRITES_IN_A_BURST; i++) {
            write(handle, number -> {}, () -> {});
        }
        createAndDelete(handle);
    }

    /** Writes until it is acknowledged, and leaves a child that is named after the last write. */
    CompletableFuture<Mark> mark(Supplier<Handle> handle) {
        var mark = new CompletableFuture<Mark>();
        tryToMark(handle, mark);
        return mark;
    }

    private void tryToMark(Supplier<Handle> handle, CompletableFuture<Mark> mark) {
        var current = handle.get();
        Runnable again = () -> current.later(() -> tryToMark(handle, mark));
        write(
                current,
                number -> create(current, Long.toString(number), zxid -> mark.complete(new Mark(number, zxid)), again),
                again);
    }

    private synchronized void write(Handle handle, Consumer<Long> whenAcknowledged, Runnable whenFailed) {
        long number = ++calls;
        StatCallback callback = (rc, path, call, stat) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.OK.intValue()) {
                onAcknowledged(number, stat);
                whenAcknowledged.accept(number);
            } else {
                handle.goesOnAfter(rc, "writing " + path);
                whenFailed.run();
            }
        };
        var data = Long.toString(number).getBytes(UTF_8);
        handle.call("setData", call -> handle.zooKeeper().setData(target.path(), data, -1, callback, call));
    }

    private synchronized void onAcknowledged(long number, Stat stat) {
        target.acknowledge(stat.getMzxid());
        String what = target.path() + ": write " + number + " made version " + stat.getVersion() + ", write "
                + acknowledgedCall + " had made " + version;
        violations.check(stat.getMzxid() > zxid && stat.getVersion() > version, what + ": out of order");
        violations.check(
                stat.getVersion() - version <= number - acknowledgedCall, what + ": some write was carried out twice");
        acknowledgedCall = number;
        zxid = stat.getMzxid();
        version = stat.getVersion();
    }

    private void create(Handle handle, String name, Consumer<Long> whenAcknowledged, Runnable whenFailed) {
        Create2Callback callback = (rc, path, call, created, stat) -> {
            ((CallOrder.Call) call).answered();
            if (rc == Code.OK.intValue()) {
                target.acknowledge(stat.getCzxid());
                whenAcknowledged.accept(stat.getCzxid());
            } else {
                handle.goesOnAfter(rc, "creating " + path);
                whenFailed.run();
            }
        };
        handle.call(
                "create " + name,
                call -> handle.zooKeeper()
                        .create(
                                target.path() + "/" + name,
                                new byte[0],
                                Ids.OPEN_ACL_UNSAFE,
                                CreateMode.PERSISTENT,
                                callback,
                                call));
    }

    private synchronized void createAndDelete(Handle handle) {
        String name = "k" + ++calls;
        var isCreated = new boolean[1]; // both callbacks run on one event thread
        create(handle, name, zxid -> isCreated[0] = true, () -> {});
        VoidCallback callback = (rc, path, call) -> {
            ((CallOrder.Call) call).answered();
            if (rc != Code.OK.intValue() && !(rc == Code.NONODE.intValue() && !isCreated[0])) {
                handle.goesOnAfter(rc, "deleting " + path);
            }
        };
        handle.call(
                "delete " + name, call -> handle.zooKeeper().delete(target.path() + "/" + name, -1, callback, call));
    }
}
