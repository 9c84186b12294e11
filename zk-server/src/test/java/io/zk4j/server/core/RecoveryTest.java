/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.session.LastHeard;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long TICK = 1_000;
    private static final int TIMEOUT = 4_000;

    private final DataTree tree = new DataTree(true);
    private final SessionTable sessions = new SessionTable(TICK);
    private final ManualClock clock = new ManualClock();
    private final Metrics metrics = new Metrics();
    private final Recovery recovery = new Recovery(tree, sessions, clock, metrics, 0);

    private static TxnRecord record(long session, long zxid, Txn txn, OpCode type) {
        return new TxnRecord(new TxnHeader(session, 0, zxid, 1, type.code()), txn, null);
    }

    private static Znode ephemeral(String path, long session) {
        return Znode.created(path, null, Acl.OPEN_UNSAFE, session, 1, 1);
    }

    @Test
    void sessionsComeAndGoWithTheirTransactions() {
        recovery.clear();
        recovery.session(1, 10_000);
        recovery.loaded(5, null);
        recovery.replay(record(2, 6, new CreateSessionTxn(20_000), OpCode.CREATE_SESSION));
        recovery.replay(record(2, 7, new CreateTxn("/e", null, Acl.OPEN_UNSAFE, true, 1), OpCode.CREATE));
        recovery.replay(record(1, 8, new CloseSessionTxn(List.of()), OpCode.CLOSE_SESSION));

        assertThat(sessions.contains(1)).isFalse();
        assertThat(sessions.timeoutMillis(2)).isEqualTo(20_000);
        assertThat(tree.ephemerals()).containsOnlyKeys(2L);
        assertThat(tree.lastZxid()).isEqualTo(8);
        assertThat(recovery.replayed()).isEqualTo(3);
    }

    @Test
    void anEphemeralWithoutItsSessionGoesAfterOneTimeout() {
        recovery.clear();
        recovery.session(1, 10_000);
        recovery.znode("/mine", ephemeral("/mine", 1));
        recovery.znode("/orphan", ephemeral("/orphan", 99));
        recovery.loaded(5, null);
        recovery.adoptOrphans(TIMEOUT);

        assertThat(sessions.timeoutMillis(1)).isEqualTo(10_000);
        assertThat(sessions.timeoutMillis(99)).isEqualTo(TIMEOUT);
        long now = clock.millis();
        var expired = List.<Long>of();
        for (int tick = 1; tick * TICK <= TIMEOUT + 2 * TICK && expired.isEmpty(); tick++) {
            expired = sessions.expired(now + tick * TICK, id -> LastHeard.NEVER);
        }
        assertThat(expired).containsExactly(99L);
    }
}
