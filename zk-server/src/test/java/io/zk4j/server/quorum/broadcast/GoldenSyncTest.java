/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.message.GoldenEnsemble;
import io.zk4j.server.quorum.message.GoldenEnsemble.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Apache's leader sent a learner with a chosen history, ours sends as well. */
class GoldenSyncTest {
    /**
     * A recorded exchange.
     *
     * @param lastZxid the learner's, in its ACKEPOCH
     * @param sent names and zxids of what the leader sent from then on until NEWLEADER
     */
    record Case(String file, String name, long lastZxid, List<String> sent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of("06-sync-decisions", "08-crossing-epochs").flatMap(file -> cases(file).stream());
    }

    private static List<Case> cases(String file) {
        var cases = new ArrayList<Case>();
        for (var line : GoldenEnsemble.lines(file)) {
            if (!line.connection().startsWith("scripted learner")) {
                continue;
            }
            if (line.name().equals("ACKEPOCH")) {
                cases.add(new Case(file, caseOf(line), zxid(line), new ArrayList<>()));
            } else if (!line.fromOpener() && !cases.isEmpty() && isSync(line)) {
                cases.get(cases.size() - 1).sent().add(line.name() + " " + Long.toHexString(zxid(line)));
            }
        }
        return cases;
    }

    private static boolean isSync(Line line) {
        return List.of("DIFF", "TRUNC", "SNAP", "PROPOSAL", "COMMIT").contains(line.name());
    }

    private static String caseOf(Line line) {
        return line.file() + " with " + line.fields().get("zxid").asText();
    }

    private static long zxid(Line line) {
        return Long.parseUnsignedLong(line.fields().get("zxid").asText().substring(2), 16);
    }

    @Test
    void allCasesAreThere() {
        assertThat(cases()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLeaderDecidesAsApachesDid(Case recorded) {
        var committed = new CommittedLog(500);
        txns(1, 1, 0x1f).forEach(committed::add);
        if (recorded.file().startsWith("08")) {
            txns(2, 1, 3).forEach(committed::add);
        }
        long epoch = committed.max() >>> Integer.SIZE;
        var situation = new SyncPlan.Situation(committed, committed.max(), committed.max(), epoch, false, true);

        assertThat(sent(SyncPlan.of(recorded.lastZxid(), situation), situation)).isEqualTo(recorded.sent());
    }

    private static List<String> sent(SyncPlan plan, SyncPlan.Situation situation) {
        var sent = new ArrayList<String>();
        if (plan instanceof SyncPlan.Diff diff) {
            sent.add("DIFF " + Long.toHexString(diff.zxid()));
            for (var record : diff.missing()) {
                sent.add("PROPOSAL " + Long.toHexString(record.zxid()));
                sent.add("COMMIT " + Long.toHexString(record.zxid()));
            }
        } else if (plan instanceof SyncPlan.Trunc trunc) {
            sent.add("TRUNC " + Long.toHexString(trunc.zxid()));
        } else if (plan instanceof SyncPlan.Snap) {
            sent.add("SNAP " + Long.toHexString(situation.lastProcessed()));
        } else {
            sent.add(plan.toString());
        }
        return sent;
    }
}
