/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.WhoAmIResponse;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what was recorded with what a live server sends. Zxids, session ids and times are other ones; but where the
 * recording shows the same zxid or session twice, so must the server, and different ones where it shows different ones.
 */
final class Likeness {
    private static final Set<Class<?>> UNORDERED = Set.of(
            GetChildrenResponse.class, GetChildren2Response.class, GetEphemeralsResponse.class, WhoAmIResponse.class);

    private final TreeMap<Long, Long> liveZxids = new TreeMap<>(Map.of(0L, 0L));
    private final Map<Long, Long> recordedZxids = new HashMap<>(Map.of(0L, 0L));
    private final Map<Long, Long> liveSessions = new HashMap<>(Map.of(0L, 0L));

    private long liveZxidMax;

    /** The live session for a recorded one; the same number if it was never seen. */
    long liveSession(long recorded) {
        return liveSessions.getOrDefault(recorded, recorded);
    }

    void sessionIs(long recorded, long live) {
        liveSessions.put(recorded, live);
    }

    /** The live zxid that corresponds to a recorded one, or to the last one before it. */
    long liveZxid(long recorded) {
        return liveZxids.floorEntry(recorded).getValue();
    }

    void checkZxid(long recorded, long live, Object where) {
        if (recorded == -1 || live == -1) {
            assertThat(live).as("zxid of %s", where).isEqualTo(recorded);
            return;
        }
        Long known = liveZxids.putIfAbsent(recorded, live);
        Long knownBack = recordedZxids.putIfAbsent(live, recorded);
        assertThat(live)
                .as("zxid in %s: recorded 0x%x", where, recorded)
                .isEqualTo(known == null ? live : known.longValue());
        assertThat(recorded)
                .as("recorded zxid in %s: live 0x%x", where, live)
                .isEqualTo(knownBack == null ? recorded : knownBack.longValue());
    }

    /** Sessions expire in between, at other moments than in the recording; so reads show only that time goes forward. */
    void checkReadZxid(long live, Object where) {
        if (live > 0) {
            assertThat(live).as("zxid of %s", where).isGreaterThanOrEqualTo(liveZxidMax);
            liveZxidMax = live;
        }
    }

    void check(Object recorded, Object live, Object where) {
        check(recorded, live, "", false, where);
    }

    private void check(Object recorded, Object live, String name, boolean unordered, Object where) {
        if (name.endsWith("zxid")) {
            checkZxid((Long) recorded, (Long) live, where);
        } else if (name.equals("ephemeralOwner")) {
            assertThat(live).as("owner in %s", where).isEqualTo(liveSession((Long) recorded));
        } else if (name.equals("ctime") || name.equals("mtime")) {
            assertThat((Long) live == 0).as("%s in %s is zero", name, where).isEqualTo((Long) recorded == 0);
        } else if (recorded instanceof List<?> recordedList && live instanceof List<?> liveList) {
            checkLists(recordedList, liveList, unordered, where);
        } else if (recorded != null && live != null && recorded.getClass().isRecord()) {
            checkRecords(recorded, live, where);
        } else {
            assertThat(live).as("%s in %s", name, where).isEqualTo(recorded);
        }
    }

    private void checkLists(List<?> recorded, List<?> live, boolean unordered, Object where) {
        if (unordered) {
            assertThat(live).as("list in %s", where).hasSameSizeAs(recorded);
            assertThat(Set.copyOf(live)).as("list in %s", where).isEqualTo(Set.copyOf(recorded));
            return;
        }
        assertThat(live).as("list in %s", where).hasSameSizeAs(recorded);
        for (int i = 0; i < recorded.size(); i++) {
            check(recorded.get(i), live.get(i), "", false, where);
        }
    }

    private void checkRecords(Object recorded, Object live, Object where) {
        assertThat(live).as("type in %s", where).hasSameClassAs(recorded);
        for (RecordComponent component : recorded.getClass().getRecordComponents()) {
            boolean unordered = UNORDERED.contains(recorded.getClass());
            check(value(component, recorded), value(component, live), component.getName(), unordered, where);
        }
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
