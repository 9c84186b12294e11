/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import io.zk4j.server.core.Clock;
import io.zk4j.server.core.CoreState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;

/** The part of {@code dump} that only the core knows: sessions by expiry, and what they would take with them. */
final class SessionDump {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss zzz yyyy", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final Clock clock;

    SessionDump(Clock clock) {
        this.clock = clock;
    }

    /** {@code judges} says whether this server decides which sessions expire; a learner only knows who they are. */
    String text(CoreState core, boolean judges) {
        var text = judges ? byExpiry(core) : known(core);
        var owners = new TreeMap<>(core.tree().ephemerals());
        text.append("ephemeral nodes dump:\nSessions with Ephemerals (")
                .append(owners.size())
                .append("):\n");
        owners.forEach((id, paths) -> {
            text.append("0x").append(Long.toHexString(id)).append(":\n");
            paths.stream()
                    .sorted()
                    .forEach(path -> text.append('\t').append(path).append('\n'));
        });
        return text.toString();
    }

    private static StringBuilder known(CoreState core) {
        var text = new StringBuilder(
                "SessionTracker dump:\nGlobal Sessions(" + core.sessions().size() + "):\n");
        new TreeMap<>(core.sessions().timeouts())
                .forEach((id, timeoutMillis) -> text.append("0x")
                        .append(Long.toHexString(id))
                        .append('\t')
                        .append(timeoutMillis)
                        .append("ms\n"));
        return text;
    }

    private StringBuilder byExpiry(CoreState core) {
        var byExpiry = core.sessions().byExpiry();
        var text = new StringBuilder("SessionTracker dump:\nSession Sets (" + byExpiry.size() + ")/("
                + core.sessions().size() + "):\n");
        byExpiry.forEach((expiry, sessions) -> {
            text.append(expiryLine(sessions.size(), expiry, clock));
            sessions.forEach(
                    id -> text.append("\t0x").append(Long.toHexString(id)).append('\n'));
        });
        return text;
    }

    /** Expiry is known on the monotonic clock and shown on the calendar's. */
    static String expiryLine(int count, long expiryMillis, Clock clock) {
        long wallMillis = clock.wallMillis() + expiryMillis - clock.millis();
        return count + " expire at " + DATE.format(Instant.ofEpochMilli(wallMillis)) + ":\n";
    }
}
