/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.PlaceInLine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one handle holds at a time, reentrant for that handle: whoever acquires it through a handle that holds it shares the hold,
 * on whatever thread. Use a handle for each owner.
 *
 * <p>Znodes {@code <path>/_c_<guid>-lock-<number>}, as Curator's class of this name.
 */
public final class InterProcessMutex implements InterProcessLock {
    static final String NAME = "lock-";

    /** What is written into the znode of a holder who should give the lock back. */
    static final Bytes REVOKE = Bytes.ofUtf8("__REVOKE__");

    private final ZkFramework zk;
    private final Line line;
    private final Runnable onRevocation;
    private final Reentrance reentrance;

    /** A handle on the lock at this path. */
    public InterProcessMutex(ZkFramework zk, String path) {
        this(zk, Line.of(path, NAME, zk.defaultData()), () -> {});
    }

    private InterProcessMutex(ZkFramework zk, Line line, Runnable onRevocation) {
        this.zk = zk;
        this.line = line;
        this.onRevocation = onRevocation;
        this.reentrance = new Reentrance(zk, () -> line, () -> GrantRule.first(1), this::listenToRevocation);
    }

    /**
     * Another handle, which also heeds programs that call their places otherwise: {@code __lock__} for kazoo's {@code Lock}, which in turn
     * is told {@code extra_lock_patterns=["-lock-"]}.
     */
    public InterProcessMutex alsoCounting(String... markers) {
        return new InterProcessMutex(zk, line.alsoCounting(List.of(markers)), onRevocation);
    }

    /** Another handle, which is told, on the executor for callbacks, when somebody wants its holder to give the lock back. */
    public InterProcessMutex onRevocationRequest(Runnable listener) {
        return new InterProcessMutex(zk, line, listener);
    }

    /** Another handle, whose places have this data. */
    public InterProcessMutex data(Bytes data) {
        return new InterProcessMutex(zk, line.data(data), onRevocation);
    }

    @Override
    public Pending<Lease> acquire(@Nullable Duration patience) {
        return reentrance.acquire(patience);
    }

    /** The paths of all who queue, the holder first. */
    public Pending<List<String>> participants() {
        return Participants.of(zk, line);
    }

    private void listenToRevocation(PlaceInLine place) {
        place.onData(data -> {
            if (data.equals(REVOKE)) {
                zk.engine().callbacks().execute(onRevocation);
            }
        });
    }
}
