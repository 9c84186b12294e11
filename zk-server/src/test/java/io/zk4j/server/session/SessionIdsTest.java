/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SessionIdsTest {
    @Test
    void theTopByteIsTheServer() {
        for (int server : new int[] {0, 1, 127, 128, 254}) {
            var ids = new SessionIds(server, 1_795_339_963_941L);
            assertThat((int) (ids.next() >>> 56)).isEqualTo(server);
        }
    }

    @Test
    void anIdIsNeverHandedOutTwiceNorZero() {
        var seen = new HashSet<Long>();
        var ids = new SessionIds(0, 0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
        assertThat(seen).doesNotContain(0L);
    }

    @Test
    void aLaterStartHandsOutOthers() {
        var before = new SessionIds(1, 1_000_000);
        var after = new SessionIds(1, 1_000_001);
        var seen = new HashSet<Long>();
        for (int i = 0; i < 65_536; i++) {
            seen.add(before.next());
        }
        for (int i = 0; i < 65_536; i++) {
            assertThat(seen.add(after.next())).isTrue();
        }
    }

    @Test
    void aServerIdThatMarksTtlZnodesIsRefused() {
        assertThatThrownBy(() -> new SessionIds(255, 1)).hasMessageContaining("255");
    }
}
