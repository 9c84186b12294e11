/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.OpCode;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns away the writes that need room while the disk is nearly full, so that it never gets full: reads, deletes and the
 * ends of sessions go on, and so does everything else once there is room again.
 *
 * <p>Thread-safe: set by whoever watches the disk, asked by the core.
 */
public final class WriteGate {
    private static final Set<OpCode> NEED_ROOM = EnumSet.of(
            OpCode.CREATE,
            OpCode.CREATE2,
            OpCode.CREATE_CONTAINER,
            OpCode.CREATE_TTL,
            OpCode.SET_DATA,
            OpCode.SET_ACL,
            OpCode.MULTI,
            OpCode.RECONFIG);

    private final AtomicReference<@Nullable String> shortage = new AtomicReference<>();

    /**
     * Notes how the disk is.
     *
     * @param found what is short, in words; null if nothing is
     * @return whether that is news
     */
    public boolean update(@Nullable String found) {
        var before = shortage.getAndSet(found);
        return (before == null) != (found == null);
    }

    boolean admits(OpCode operation) {
        return shortage.get() == null || !NEED_ROOM.contains(operation);
    }
}
