/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import io.zk4j.protocol.WatcherType;
import io.zk4j.protocol.Xid;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionMachineTest {
    private static final GetDataResponse DATA =
            new GetDataResponse(Bytes.EMPTY, new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    private static final SyncResponse SYNCED = new SyncResponse("/");

    private static MachineProbe probe(int servers) {
        return new MachineProbe(MachineProbe.config(servers).build());
    }

    private static MachineProbe withDataWatch(MachineProbe probe) {
        probe.submit("get", new GetDataRequest("/a", true), new WatchChange.Add<>(Kind.DATA, "/a", "w"), 0);
        probe.reply(1, 5, 0, DATA).said();
        return probe;
    }

    @Test
    void connectsAndTellsSo() {
        var probe = probe(3);

        assertThat(probe.tick().said()).containsExactly("connect within 3000");
        assertThat(probe.step(new Input.ChannelUp<>()).said()).containsExactly("handshake");
        assertThat(probe.accept(7, 6_000).said()).containsExactly("CONNECTED", "tell SYNC_CONNECTED [default]");
        assertThat(probe.machine().status())
                .returns(7L, SessionStatus::sessionId)
                .returns(6_000, SessionStatus::timeoutMillis);
    }

    @Test
    void keepsARequestThatWasNeverSentUntilEachServerHasBeenTried() {
        var probe = probe(3).tick();
        probe.submit("sync", new SyncRequest("/")).said();

        assertThat(probe.step(new Input.ChannelDown<>("refused")).said()).containsExactly("connect within 3000");
        assertThat(probe.step(new Input.ChannelDown<>("refused")).said()).containsExactly("connect within 3000");
        probe.step(new Input.ChannelUp<>()).said();
        assertThat(probe.accept(7, 6_000).said()).contains("write 1 sync /");
    }

    @Test
    void failsARequestThatWasNeverSentWhenEachServerHasBeenTried() {
        var probe = probe(2).tick();
        probe.submit("sync", new SyncRequest("/"))
                .step(new Input.ChannelDown<>("refused"))
                .said();

        assertThat(probe.step(new Input.ChannelDown<>("refused")).said())
                .containsExactly("sync failed: CONNECTION_LOST", "tell DISCONNECTED [default]");
        assertThat(requireNonNull(probe.lastFailure).message())
                .contains("sync /", "none of the 2 servers", "refused", "can be repeated");
    }

    @Test
    void failsWhatWasSentWhenTheConnectionBreaksAndReconnectsWithinTheSession() {
        var probe = probe(2).connected();
        probe.submit("set", new SetDataRequest("/a", null, -1)).said();

        assertThat(probe.step(new Input.ChannelDown<>("reset")).said())
                .containsExactly(
                        "CONNECTING",
                        "set failed: CONNECTION_LOST (maybe applied)",
                        "tell DISCONNECTED [default]",
                        "connect within 3000");
        probe.step(new Input.ChannelUp<>());
        assertThat(requireNonNull(probe.handshake).sessionId()).isEqualTo(MachineProbe.SESSION);
    }

    @Test
    void setsCredentialsAndWatchesAgainRightBehindTheHandshake() {
        var probe = withDataWatch(probe(2).connected());
        probe.step(new Input.AuthAdded<>("digest", Bytes.ofUtf8("u:p"))).said();

        probe.step(new Input.ChannelDown<>("reset")).said();
        assertThat(probe.step(new Input.ChannelUp<>()).said())
                .containsExactly("handshake", "write -4 auth", "write -8 setWatches");
        assertThat(requireNonNull(probe.handshake).lastZxidSeen()).isEqualTo(5);
    }

    @Test
    void showsTheZxidOfAnEventToTheNextServer() {
        var probe = withDataWatch(probe(2).connected());
        assertThat(probe.event(9, EventType.NODE_DATA_CHANGED, "/a").said())
                .containsExactly("tell NODE_DATA_CHANGED /a [w]");

        probe.step(new Input.ChannelDown<>("reset")).step(new Input.ChannelUp<>());
        assertThat(requireNonNull(probe.handshake).lastZxidSeen()).isEqualTo(9);
    }

    @Test
    void pingsAfterAThirdOfTheTimeoutAndGivesUpAfterTwo() {
        var probe = probe(1).connected();

        assertThat(probe.pass(2_999).said()).isEmpty();
        assertThat(probe.pass(1).said()).containsExactly("write -2 ping");
        probe.reply(Xid.PING, 0, 0, null);
        assertThat(probe.pass(5_999).said()).containsExactly("write -2 ping");
        assertThat(probe.pass(1).said()).startsWith("close channel", "CONNECTING");
    }

    @Test
    void expiresLocallyWhenNoServerHasAnsweredForTheTimeout() {
        var probe = withDataWatch(probe(1).connected());
        probe.step(new Input.ChannelDown<>("reset")).submit("get", new GetDataRequest("/a", false));

        assertThat(probe.pass(MachineProbe.TIMEOUT_MILLIS - 100).said())
                .containsSubsequence("close channel", "get failed: CONNECTION_LOST");
        probe.submit("late", new GetDataRequest("/a", false));
        assertThat(probe.pass(100).said())
                .endsWith("EXPIRED", "tell EXPIRED [default, w]", "late failed: SESSION_ENDED", "ended");
        assertThat(probe.pass(100_000).said()).isEmpty();
    }

    @Test
    void aServerThatTakesTheConnectionAndNeverAnswersIsGivenUpLongBeforeTheSessionIsOver() {
        var probe = probe(1).connected();
        probe.step(new Input.ChannelDown<>("reset")).pass(20).step(new Input.ChannelUp<>());
        assertThat(probe.said()).endsWith("handshake");

        assertThat(probe.pass(1_999).said()).isEmpty();
        assertThat(probe.pass(1).said()).containsExactly("close channel");
        assertThat(probe.pass(40).step(new Input.ChannelUp<>()).said()).endsWith("handshake");
        assertThat(probe.pass(2_999).said())
                .as("twice as long, but a third of the timeout at most")
                .isEmpty();
        assertThat(probe.pass(1).said()).containsExactly("close channel");
        assertThat(probe.pass(80).step(new Input.ChannelUp<>()).said()).endsWith("handshake");
        assertThat(probe.accept(MachineProbe.SESSION, MachineProbe.TIMEOUT_MILLIS)
                        .said())
                .contains("CONNECTED");
    }

    @Test
    void aServerHasAThirdOfTheTimeoutToMakeANewSession() {
        var probe = probe(1).tick().step(new Input.ChannelUp<>());
        assertThat(probe.said()).containsExactly("connect within 3000", "handshake");

        assertThat(probe.pass(2_999).said()).isEmpty();
        assertThat(probe.pass(1).said()).containsExactly("close channel", "tell DISCONNECTED [default]");
    }

    @Test
    void neverExpiresLocallyBeforeThereIsASession() {
        var probe = probe(1).tick();
        probe.step(new Input.ChannelDown<>("refused"));
        for (int i = 0; i < 100; i++) {
            probe.pass(1_000).step(new Input.ChannelDown<>("refused"));
        }
        assertThat(probe.machine().status().phase()).isEqualTo(SessionPhase.CONNECTING);
    }

    @Test
    void expiresWhenAServerSaysSo() {
        var probe = probe(1).connected();
        probe.step(new Input.ChannelDown<>("reset"))
                .pass(100)
                .step(new Input.ChannelUp<>())
                .said();

        assertThat(probe.accept(0, 0).said())
                .containsExactly("close channel", "EXPIRED", "tell EXPIRED [default]", "ended");
        assertThat(probe.submit("late", new SyncRequest("/")).said()).containsExactly("late failed: SESSION_ENDED");
    }

    @Test
    void endsWhenACredentialIsRefused() {
        var probe = probe(1).connected();
        probe.submit("sync", new SyncRequest("/")).said();

        assertThat(probe.reply(Xid.AUTH, 0, ErrorCode.AUTH_FAILED.code(), null).said())
                .containsExactly(
                        "close channel",
                        "AUTH_FAILED",
                        "tell AUTH_FAILED [default]",
                        "sync failed: AUTH_FAILED (maybe applied)",
                        "ended");
    }

    @Test
    void closesBehindWhatWasSubmittedBefore() {
        var probe = probe(1).connected();
        probe.submit("sync", new SyncRequest("/"));

        assertThat(probe.step(new Input.CloseAsked<>()).said())
                .containsExactly("write 1 sync /", "write 2 closeSession");
        assertThat(probe.submit("late", new SyncRequest("/")).said()).containsExactly("late failed: SESSION_ENDED");
        assertThat(probe.reply(1, 5, 0, SYNCED).said()).containsExactly("sync = 0");
        assertThat(probe.reply(2, 6, 0, null).said())
                .containsExactly("close channel", "CLOSED", "tell CLOSED [default]", "ended");
    }

    @Test
    void closesInTimeEvenIfNoServerAnswers() {
        var probe = probe(1).connected();
        probe.step(new Input.CloseAsked<>()).said();

        assertThat(probe.pass(SessionConfig.DEFAULT_CLOSE_TIMEOUT_MILLIS).said())
                .endsWith("close channel", "CLOSED", "tell CLOSED [default]", "ended");
    }

    @Test
    void closesAtOnceIfThereNeverWasASession() {
        var probe = probe(1).tick();

        assertThat(probe.step(new Input.CloseAsked<>()).said())
                .containsExactly("connect within 3000", "close channel", "CLOSED", "tell CLOSED [default]", "ended");
    }

    @Test
    void aCallEndsAtItsDeadlineAndItsLateReplyIsNoMistake() {
        var probe = probe(1).connected();
        probe.submit("slow", new SyncRequest("/"), null, 100).submit("next", new SyncRequest("/"));
        probe.said();

        assertThat(probe.pass(100).said()).containsExactly("slow failed: TIMED_OUT (maybe applied)");
        assertThat(probe.reply(1, 5, 0, SYNCED).reply(2, 5, 0, SYNCED).said()).containsExactly("next = 0");
    }

    @Test
    void dropsAServerWhoseRepliesAreOutOfOrder() {
        var probe = probe(1).connected();
        probe.submit("a", new SyncRequest("/"))
                .submit("b", new SyncRequest("/"))
                .said();

        assertThat(probe.reply(2, 5, 0, SYNCED).said())
                .startsWith(
                        "close channel",
                        "CONNECTING",
                        "a failed: CONNECTION_LOST (maybe applied)",
                        "b failed: CONNECTION_LOST (maybe applied)");
    }

    @Test
    void anOperationUnknownToTheServerFailsSoAlsoIfThatIsSaidOutOfOrder() {
        var probe = probe(1).connected();
        probe.submit("write", new SyncRequest("/"))
                .submit("new", new SyncRequest("/"))
                .said();

        assertThat(probe.reply(2, -1, ErrorCode.UNIMPLEMENTED.code(), null).said())
                .startsWith(
                        "new = " + ErrorCode.UNIMPLEMENTED.code(),
                        "close channel",
                        "CONNECTING",
                        "write failed: CONNECTION_LOST (maybe applied)");
    }

    @Test
    void tellsOfARefusedRequestInItsTurn() {
        var probe = probe(1).connected();
        probe.submit("a", new SyncRequest("/"))
                .submit("big", new SetDataRequest("/a", null, -1))
                .said();

        assertThat(probe.step(new Input.WriteRefused<>(2, 5_000_000)).said()).isEmpty();
        assertThat(probe.reply(1, 5, 0, SYNCED).said()).containsExactly("a = 0", "big failed: REQUEST_TOO_LARGE");
        assertThat(requireNonNull(probe.lastFailure).message())
                .contains("setData /a", "5000000", "1048575", "jute.maxbuffer");
    }

    @Test
    void anOversizedReplyFailsItsCallAlone() {
        var probe = probe(1).connected();
        probe.submit("big", new GetDataRequest("/a", false)).submit("next", new SyncRequest("/"));
        probe.said();

        var start = MachineProbe.reader(out -> new ReplyHeader(1, 5, 0).encode(out));
        assertThat(probe.step(new Input.OversizedFrame<>(start, 5_000_000)).said())
                .containsExactly("big failed: REPLY_TOO_LARGE (maybe applied)");
        assertThat(requireNonNull(probe.lastFailure).message())
                .contains("getData /a", "5000000", "1048575", "jute.maxbuffer");
        assertThat(probe.reply(2, 5, 0, SYNCED).said()).containsExactly("next = 0");
    }

    @Test
    void aReplyThatCannotBeReadFailsItsCallAlone() {
        var probe = probe(1).connected();
        probe.submit("get", new GetDataRequest("/a", false)).submit("next", new SyncRequest("/"));
        probe.said();

        assertThat(probe.reply(1, 5, 0, null).said()).containsExactly("get failed: REPLY_MALFORMED (maybe applied)");
        assertThat(probe.reply(2, 5, 0, SYNCED).said()).containsExactly("next = 0");
    }

    @Test
    void recognisesWhatIsNotAZooKeeperServer() {
        var probe = probe(1).tick().step(new Input.ChannelUp<>());
        probe.said();

        var http = MachineProbe.reader(out -> new ReplyHeader(0, 0, 0).encode(out));
        assertThat(probe.step(new Input.OversizedFrame<>(http, 0x48545450)).said())
                .startsWith("close channel");
    }

    @Test
    void movesToAnotherServerOnlyWhenNothingIsInFlight() {
        var probe = probe(1).connected();
        probe.submit("a", new SyncRequest("/")).said();

        assertThat(probe.step(new Input.ServersChanged<>(List.of(new HostPort("other", 2181))))
                        .said())
                .isEmpty();
        assertThat(probe.submit("b", new SyncRequest("/")).said()).isEmpty();
        assertThat(probe.pass(1_000).reply(1, 5, 0, SYNCED).said())
                .containsExactly(
                        "a = 0", "close channel", "CONNECTING", "tell DISCONNECTED [default]", "connect within 3000");
        probe.step(new Input.ChannelUp<>()).said();
        assertThat(probe.accept(MachineProbe.SESSION, 9_000).said())
                .containsExactly("CONNECTED", "tell SYNC_CONNECTED [default]", "write 2 sync /");
    }

    @Test
    void anApplicationThatChoosesTheServersMayHaveTheSessionMove() {
        var probe = probe(2).connected();
        probe.submit("a", new SyncRequest("/")).said();
        var places = List.of(new HostPort("a place", 1), new HostPort("a place", 2), new HostPort("a place", 3));

        assertThat(probe.step(new Input.ChoiceChanged<>(places, false)).said()).isEmpty();
        assertThat(probe.step(new Input.ChoiceChanged<>(places, true)).said()).isEmpty();
        assertThat(probe.reply(1, 5, 0, SYNCED).said())
                .containsExactly(
                        "a = 0", "close channel", "CONNECTING", "tell DISCONNECTED [default]", "connect within 3000");

        probe.step(new Input.ChannelUp<>(SaslReadiness.NOT_USED, new HostPort("chosen", 7)));
        probe.accept(MachineProbe.SESSION, 9_000);
        assertThat(probe.machine().status().server()).isEqualTo(new HostPort("chosen", 7));
    }

    @Test
    void oneCallMoreThanTheLimitFailsAtOnce() {
        var probe = new MachineProbe(MachineProbe.config(1).callsMax(2).build()).connected();
        probe.submit("a", new SyncRequest("/"))
                .submit("b", new SyncRequest("/"))
                .said();

        assertThat(probe.submit("c", new SyncRequest("/c")).said()).containsExactly("c failed: TOO_MANY_CALLS");
        assertThat(requireNonNull(probe.lastFailure).message()).contains("sync /c", "2 calls", "repeat");
        assertThat(probe.reply(1, 5, 0, SYNCED)
                        .submit("d", new SyncRequest("/"))
                        .said())
                .containsExactly("a = 0", "write 3 sync /");
    }

    @Test
    void aMoveThatIsCalledOffLetsWaitingCallsGo() {
        var probe = probe(1).connected();
        probe.submit("a", new SyncRequest("/")).said();
        var places = List.of(new HostPort("a place", 1));
        probe.step(new Input.ChoiceChanged<>(places, true)).submit("b", new SyncRequest("/"));

        assertThat(probe.step(new Input.ChoiceChanged<>(places, false)).said()).containsExactly("write 2 sync /");
    }

    @Test
    void asksForANewSessionIfOnlyAServerWithoutQuorumKnowsTheOld() {
        var probe = new MachineProbe(MachineProbe.config(1).canBeReadOnly(true).build());
        probe.tick().step(new Input.ChannelUp<>());
        assertThat(probe.acceptReadOnly(3).said())
                .endsWith("CONNECTED_READ_ONLY", "tell CONNECTED_READ_ONLY [default]");

        probe.step(new Input.ChannelDown<>("reset")).pass(100).step(new Input.ChannelUp<>());
        assertThat(requireNonNull(probe.handshake).sessionId()).isZero();
    }

    @Test
    void goesOnWithAnEarlierSession() {
        var password = Bytes.copyOf(new byte[16]);
        var probe = new MachineProbe(MachineProbe.config(1).resume(77, password).build());

        probe.tick().step(new Input.ChannelUp<>());

        assertThat(requireNonNull(probe.handshake).sessionId()).isEqualTo(77);
    }

    @Test
    void aLocalRemovalSucceedsWithoutAServer() {
        var probe = withDataWatch(probe(1).connected());
        probe.submit(
                        "remove",
                        new RemoveWatchesRequest("/a", WatcherType.DATA.code()),
                        new WatchChange.Remove<>("/a", "w", WatcherType.DATA, true),
                        0)
                .said();

        assertThat(probe.step(new Input.ChannelDown<>("reset")).said())
                .containsSubsequence("tell DATA_WATCH_REMOVED /a [w]", "remove = 0", "tell DISCONNECTED [default]");
    }

    @Test
    void isProvablyAliveFromTheSendingOfTheLastAnsweredMessage() {
        var probe = probe(1).connected();
        long sent = probe.now;
        probe.submit("sync", new SyncRequest("/")).pass(1_000).reply(1, 5, 0, SYNCED);

        assertThat(probe.machine().provablyAliveUntilMillis()).isEqualTo(sent + MachineProbe.TIMEOUT_MILLIS);
    }

    @Test
    void theAnswerToTheHandshakeProvesNothingOfWhatWasSentBehindIt() {
        var probe = probe(1).tick().step(new Input.ChannelUp<>());
        long sent = probe.now;
        probe.now += 500;
        probe.step(new Input.AuthAdded<>("digest", Bytes.ofUtf8("u:p"))).accept(7, MachineProbe.TIMEOUT_MILLIS);

        assertThat(probe.machine().provablyAliveUntilMillis()).isEqualTo(sent + MachineProbe.TIMEOUT_MILLIS);
    }

    @Test
    void theAnswerToAPingProvesThatPingAndNotALaterOne() {
        var probe = probe(1).connected();
        probe.pass(1_000).submit("sync", new SyncRequest("/")).pass(1_000).reply(1, 5, 0, SYNCED);
        probe.pass(2_000);
        long firstPing = probe.now;
        assertThat(probe.said()).endsWith("write -2 ping");
        probe.pass(3_000);
        assertThat(probe.said()).containsExactly("write -2 ping");

        probe.reply(Xid.PING, 0, 0, null);

        assertThat(probe.machine().provablyAliveUntilMillis()).isEqualTo(firstPing + MachineProbe.TIMEOUT_MILLIS);
    }
}
