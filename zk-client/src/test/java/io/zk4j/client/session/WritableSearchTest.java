/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.SyncRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session does while only reads are served to it. */
class WritableSearchTest {
    private static final int READ_ONLY_SESSION = 3;

    private static MachineProbe attachedReadOnly(int servers) {
        var probe = new MachineProbe(
                MachineProbe.config(servers).canBeReadOnly(true).build());
        probe.tick().step(new Input.ChannelUp<>()).acceptReadOnly(READ_ONLY_SESSION);
        probe.said();
        return probe;
    }

    /** Lets time pass during which the server that serves reads answers every ping; says what else was asked. */
    private static List<String> quietly(MachineProbe probe, long millis) {
        var heard = new ArrayList<String>();
        for (long passed = 0; passed < millis; passed += 100) {
            for (String line : probe.pass(100).said()) {
                if (line.endsWith("ping")) {
                    probe.reply(-2, 0, 0, null);
                } else {
                    heard.add(line);
                }
            }
        }
        return heard;
    }

    private static HostPort asked(String line) {
        String[] words = line.split("[ :]", -1);
        assertThat(words[0]).isEqualTo("ask");
        return new HostPort(words[1], Integer.parseInt(words[2]));
    }

    @Test
    void asksOneServerAfterTheOther() {
        var probe = attachedReadOnly(3);

        var asked = new ArrayList<HostPort>();
        for (int i = 0; i < 3; i++) {
            List<String> said = quietly(probe, 100 << i);
            assertThat(said).hasSize(1);
            asked.add(asked(said.get(0)));
            probe.step(new Input.Probed<>(asked.get(i), false));
        }

        assertThat(asked).doesNotHaveDuplicates();
        assertThat(probe.machine().status().phase()).isEqualTo(SessionPhase.CONNECTED_READ_ONLY);
    }

    @Test
    void asksEverLessOftenDownToOnceInAMinute() {
        var probe = attachedReadOnly(1);
        var pauses = new ArrayList<Long>();
        long last = probe.now;
        while (pauses.size() < 12) {
            for (String line : quietly(probe, 100)) {
                pauses.add(probe.now - last);
                last = probe.now;
                probe.step(new Input.Probed<>(asked(line), false));
            }
        }

        assertThat(pauses)
                .containsExactly(
                        100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 51_200L, 60_000L, 60_000L);
    }

    @Test
    void asksNobodyElseWhileAnAnswerIsDue() {
        var probe = attachedReadOnly(2);

        assertThat(quietly(probe, 60_000)).hasSize(1);
    }

    @Test
    void movesToTheServerThatWritesOnceAllRepliesAreThere() {
        var probe = attachedReadOnly(3);
        HostPort writable = asked(quietly(probe, 100).get(0));
        probe.submit("read", new SyncRequest("/")).said();

        probe.step(new Input.Probed<>(writable, true));
        assertThat(probe.submit("write", new SetDataRequest("/a", Bytes.EMPTY, -1))
                        .said())
                .isEmpty();
        assertThat(probe.reply(1, 5, -119, null).said())
                .containsExactly(
                        "read = -119",
                        "close channel",
                        "CONNECTING",
                        "tell DISCONNECTED [default]",
                        "connect within 3000");

        probe.step(new Input.ChannelUp<>());
        assertThat(requireNonNull(probe.handshake).sessionId()).isZero();
        assertThat(probe.accept(MachineProbe.SESSION, 9_000).said())
                .endsWith("CONNECTED", "tell SYNC_CONNECTED [default]", "write 2 setData /a");
        assertThat(probe.machine().status().server()).isEqualTo(writable);
        var stat = new Stat(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(probe.reply(2, 6, 0, new StatResponse(stat)).said()).containsExactly("write = 0");
        assertThat(quietly(probe, 60_000)).isEmpty();
    }

    @Test
    void anAnswerThatComesTooLateChangesNothing() {
        var probe = attachedReadOnly(2);
        HostPort asked = asked(quietly(probe, 100).get(0));
        probe.step(new Input.ChannelDown<>("reset"))
                .step(new Input.ChannelUp<>())
                .accept(MachineProbe.SESSION, 9_000);
        probe.said();

        assertThat(probe.step(new Input.Probed<>(asked, true)).said()).isEmpty();
        assertThat(probe.machine().status().phase()).isEqualTo(SessionPhase.CONNECTED);
    }

    @Test
    void doesNotHurryAgainAfterAMoveThatWasInVain() {
        var probe = attachedReadOnly(1);
        HostPort same = asked(quietly(probe, 100).get(0));
        probe.step(new Input.Probed<>(same, true)).pass(100).step(new Input.ChannelUp<>());
        probe.acceptReadOnly(READ_ONLY_SESSION + 1).said();

        assertThat(quietly(probe, 100)).isEmpty();
        assertThat(quietly(probe, 100)).hasSize(1);
    }
}
