/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The sessions of this server and the moment at which each would expire.
 *
 * <p>Expiry times are rounded up to whole ticks, so that sessions fall into buckets and a check looks only at the buckets
 * that are due. A packet from a client does not move its session between buckets: when a bucket is due, each session in
 * it is asked when it was {@linkplain LastHeard last heard}, and moves on if that was recently. A session therefore
 * expires between its timeout and its timeout plus two ticks after its last packet.
 *
 * <p>A server that itself stood still (a stopped process, a suspended machine) could not have heard anybody. It notices
 * that by the gap between two checks: after a short one it judges nobody until the next check, so that what is waiting in
 * the sockets is read first; after a long one it gives every session its whole timeout again.
 *
 * <p>Pure; all times are of one monotonic clock. Owned by the core thread.
 */
public final class SessionTable {
    /** Checks come every tick. One that comes later than this after the one before is late: we stood still for a moment. */
    private static final double LATE_TICKS = 1.5;

    /** After a gap of this many ticks clients may have given up on us, and need time to come back. */
    private static final int PAUSE_TICKS = 2;

    private final long tickMillis;
    private final Map<Long, Entry> sessions = new HashMap<>();
    private final TreeMap<Long, List<Entry>> buckets = new TreeMap<>(); // by expiry time
    private long lastCheckMillis = LastHeard.NEVER;
    private boolean postponed; // the last check was late; never twice in a row, or nobody would ever expire

    public SessionTable(long tickMillis) {
        if (tickMillis <= 0) {
            throw new IllegalArgumentException("a tick of " + tickMillis + " ms");
        }
        this.tickMillis = tickMillis;
    }

    /** Adds a session that has just been created or recovered; a known one gets the new timeout and a fresh start. */
    public void add(long sessionId, int timeoutMillis, long nowMillis) {
        var known = sessions.get(sessionId);
        var entry = new Entry(sessionId, timeoutMillis, nowMillis);
        if (known != null) {
            entry.closing = known.closing;
            known.gone = true;
        }
        sessions.put(sessionId, entry);
        file(entry);
    }

    /** Notes that the session was heard of; for connections that are about to forget it. */
    public void touch(long sessionId, long heardMillis) {
        var entry = sessions.get(sessionId);
        if (entry != null) {
            entry.heardMillis = Math.max(entry.heardMillis, heardMillis);
        }
    }

    /** Forgets a session, when its closing has been applied. */
    public void remove(long sessionId) {
        var entry = sessions.remove(sessionId);
        if (entry != null) {
            entry.gone = true; // its bucket drops it when due
        }
    }

    /** Forgets all sessions. */
    public void clear() {
        sessions.clear();
        buckets.clear();
    }

    /** Whether the session exists; one that is closing still does. */
    public boolean contains(long sessionId) {
        return sessions.containsKey(sessionId);
    }

    /** Whether the session exists and is not closing: only then may it be attached to or send requests. */
    public boolean isAlive(long sessionId) {
        var entry = sessions.get(sessionId);
        return entry != null && !entry.closing;
    }

    /** From now on the session is not alive and does not expire again: its closing has been proposed. */
    public void markClosing(long sessionId) {
        var entry = sessions.get(sessionId);
        if (entry != null) {
            entry.closing = true;
        }
    }

    /** Takes all {@linkplain #markClosing closing marks} back, because what was proposed has been lost. */
    public void forgetClosing() {
        for (var entry : sessions.values()) {
            if (entry.closing) {
                entry.closing = false;
                file(entry);
            }
        }
    }

    /** The session's timeout, or 0 if there is no such session. */
    public int timeoutMillis(long sessionId) {
        var entry = sessions.get(sessionId);
        return entry == null ? 0 : entry.timeoutMillis;
    }

    public int size() {
        return sessions.size();
    }

    /** Shows id and timeout of each session. */
    public void forEach(BiConsumer<Long, Integer> visitor) {
        sessions.forEach((id, entry) -> visitor.accept(id, entry.timeoutMillis));
    }

    /** A copy of all ids with their timeouts, as snapshots store them. */
    public Map<Long, Integer> timeouts() {
        var all = new HashMap<Long, Integer>();
        forEach(all::put);
        return all;
    }

    /** Expiry times that are known, with the sessions that expire then unless they are heard of; for display. */
    public SortedMap<Long, List<Long>> byExpiry() {
        var view = new TreeMap<Long, List<Long>>();
        buckets.forEach((expiry, entries) -> view.put(
                expiry,
                entries.stream().filter(e -> !e.gone).map(e -> e.sessionId).toList()));
        return view;
    }

    /**
     * The sessions that have been silent for longer than their timeout. They are marked closing, so that each is named
     * once; the caller proposes their closing. To be called every tick.
     */
    public List<Long> expired(long nowMillis, LastHeard lastHeard) {
        long gapMillis = lastCheckMillis == LastHeard.NEVER ? 0 : nowMillis - lastCheckMillis;
        lastCheckMillis = nowMillis;
        if (gapMillis > PAUSE_TICKS * tickMillis) {
            forgive(nowMillis);
        } else if (gapMillis > LATE_TICKS * tickMillis && !postponed) {
            postponed = true;
            return List.of();
        }
        postponed = false;
        var expired = new ArrayList<Long>();
        while (!buckets.isEmpty() && buckets.firstKey() <= nowMillis) {
            for (var entry : buckets.pollFirstEntry().getValue()) {
                entry.filed = false;
                if (entry.gone || entry.closing) {
                    continue;
                }
                entry.heardMillis = Math.max(entry.heardMillis, lastHeard.millis(entry.sessionId));
                if (expiryOf(entry) > nowMillis) {
                    file(entry);
                } else {
                    entry.closing = true;
                    expired.add(entry.sessionId);
                }
            }
        }
        return expired;
    }

    /** Gives every session its whole timeout from now on, because we, not they, were silent. */
    public void forgive(long nowMillis) {
        for (var entry : sessions.values()) {
            entry.heardMillis = Math.max(entry.heardMillis, nowMillis);
        }
    }

    /** The time at which a session that is not heard of again expires. */
    private long expiryOf(Entry entry) {
        long timeoutMillis = Math.max(0, entry.timeoutMillis); // another server may have let one in that makes no sense
        return (Math.floorDiv(entry.heardMillis + timeoutMillis, tickMillis) + 1) * tickMillis;
    }

    private void file(Entry entry) {
        if (entry.filed) {
            return;
        }
        entry.filed = true;
        buckets.computeIfAbsent(expiryOf(entry), expiry -> new ArrayList<>()).add(entry);
    }

    /** One session. */
    private static final class Entry {
        final long sessionId;
        final int timeoutMillis;
        long heardMillis;
        boolean closing;
        boolean gone;
        boolean filed; // is in a bucket

        Entry(long sessionId, int timeoutMillis, long heardMillis) {
            this.sessionId = sessionId;
            this.timeoutMillis = timeoutMillis;
            this.heardMillis = heardMillis;
        }
    }
}
