/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTableTest {
    private static final long TICK = 1_000;
    private static final int TIMEOUT = 4_000;

    private final SessionTable sessions = new SessionTable(TICK);
    private final Map<Long, Long> heard = new HashMap<>();
    private long now = 100_000;

    private java.util.List<Long> tick() {
        now += TICK;
        return sessions.expired(now, id -> heard.getOrDefault(id, LastHeard.NEVER));
    }

    /** Ticks until somebody expires. */
    private long millisUntilExpiry() {
        long start = now;
        while (tick().isEmpty()) {
            assertThat(now - start).isLessThan(60_000);
        }
        return now - start;
    }

    @Test
    void aSilentSessionExpiresBetweenItsTimeoutAndTwoTicksMore() {
        sessions.add(1, TIMEOUT, now);

        assertThat(millisUntilExpiry()).isBetween((long) TIMEOUT, TIMEOUT + 2 * TICK);
    }

    /** A server that only looks on would take it for a bug of its own and stop. */
    @Test
    void aTimeoutThatMakesNoSenseIsOneOfNothing() {
        sessions.add(1, -100_000, now);
        heard.put(1L, now + TICK);

        assertThat(tick()).isEmpty();
        assertThat(tick()).containsExactly(1L);
    }

    @Test
    void aSessionThatIsHeardOfStays() {
        sessions.add(1, TIMEOUT, now);
        for (int i = 0; i < 100; i++) {
            assertThat(tick()).isEmpty();
            heard.put(1L, now);
        }
        assertThat(millisUntilExpiry()).isBetween((long) TIMEOUT, TIMEOUT + 2 * TICK);
    }

    @Test
    void whatAClosedConnectionHeardLastCounts() {
        sessions.add(1, TIMEOUT, now);
        tick();
        tick();
        sessions.touch(1, now);

        assertThat(millisUntilExpiry()).isBetween((long) TIMEOUT, TIMEOUT + 2 * TICK);
    }

    @Test
    void eachSessionHasItsOwnTimeout() {
        sessions.add(1, 8_000, now);
        sessions.add(2, 2_000, now);

        assertThat(millisUntilExpiry()).isBetween(2_000L, 2_000 + 2 * TICK);
        assertThat(sessions.isAlive(2)).isFalse();
        assertThat(sessions.isAlive(1)).isTrue();
    }

    @Test
    void anExpiredSessionIsNamedOnceAndExistsUntilItIsRemoved() {
        sessions.add(1, TIMEOUT, now);
        millisUntilExpiry();
        for (int i = 0; i < 20; i++) {
            assertThat(tick()).isEmpty();
        }
        assertThat(sessions.contains(1)).isTrue();
        assertThat(sessions.isAlive(1)).isFalse();

        sessions.remove(1);
        assertThat(sessions.contains(1)).isFalse();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void aClosingSessionDoesNotExpireToo() {
        sessions.add(1, TIMEOUT, now);
        sessions.markClosing(1);
        for (int i = 0; i < 20; i++) {
            assertThat(tick()).isEmpty();
        }
    }

    @Test
    void aClosingThatIsLostLetsTheSessionExpireAgain() {
        sessions.add(1, TIMEOUT, now);
        millisUntilExpiry();
        sessions.forgetClosing();
        assertThat(sessions.isAlive(1)).isTrue();

        assertThat(tick()).containsExactly(1L);
    }

    @Test
    void afterALongPauseOfTheServerEverybodyGetsAWholeTimeout() {
        for (long id = 1; id <= 5_000; id++) {
            sessions.add(id, TIMEOUT, now);
        }
        tick();
        now += 60_000;

        assertThat(tick()).isEmpty();
        assertThat(millisUntilExpiry()).isBetween((long) TIMEOUT, TIMEOUT + 2 * TICK);
    }

    @Test
    void aCheckThatIsALittleLateJudgesNobodyUntilTheSocketsHaveBeenRead() {
        sessions.add(1, TIMEOUT, now);
        heard.put(1L, now);
        tick();
        tick();
        tick();
        tick();
        now += (long) (0.8 * TICK);
        assertThat(tick()).isEmpty();
        heard.put(1L, now); // its ping was waiting

        assertThat(tick()).isEmpty();
    }

    @Test
    void aServerThatIsAlwaysLateStillExpiresSessions() {
        sessions.add(1, TIMEOUT, now);
        for (int i = 0; i < 10; i++) {
            now += (long) (0.8 * TICK);
            if (tick().contains(1L)) {
                return;
            }
        }
        throw new AssertionError("still alive");
    }

    @Test
    void reattachingMayChangeTheTimeout() {
        sessions.add(1, TIMEOUT, now);
        sessions.add(1, 10_000, now);

        assertThat(sessions.timeoutMillis(1)).isEqualTo(10_000);
        assertThat(sessions.size()).isEqualTo(1);
        assertThat(millisUntilExpiry()).isBetween(10_000L, 10_000 + 2 * TICK);
    }

    @Test
    void theDisplayShowsEachLivingSessionOnce() {
        sessions.add(1, TIMEOUT, now);
        sessions.add(2, TIMEOUT, now);
        sessions.add(1, 9_000, now);
        sessions.remove(2);

        assertThat(sessions.byExpiry().values().stream().flatMap(java.util.List::stream))
                .containsExactly(1L);
        assertThat(sessions.timeouts()).isEqualTo(Map.of(1L, 9_000));
    }
}
