/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.SaslRequest;
import io.zk4j.protocol.SaslResponse;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.WireReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The login at the beginning of a connection: what waits for it, what it says, how it ends. */
class SaslLoginTest {
    private static final Bytes TOKEN = Bytes.ofUtf8("token");

    private final MachineProbe probe = new MachineProbe(MachineProbe.config(2).build()).tick();

    private MachineProbe connectedUntilLogin() {
        probe.step(new Input.ChannelUp<>(SaslReadiness.READY, null))
                .accept(MachineProbe.SESSION, MachineProbe.TIMEOUT_MILLIS)
                .said();
        return probe;
    }

    private MachineProbe challenge(int xid, String token) {
        return probe.reply(xid, 0, 0, new SaslResponse(Bytes.ofUtf8(token)));
    }

    private MachineProbe answer(Bytes token, boolean satisfied) {
        return probe.step(new Input.SaslAnswered<>(token, satisfied));
    }

    @Test
    void beginsWhenTheServerHasAcceptedTheSession() {
        probe.said();

        assertThat(probe.step(new Input.ChannelUp<>(SaslReadiness.READY, null)).said())
                .containsExactly("handshake");
        assertThat(probe.accept(MachineProbe.SESSION, 6_000).said())
                .containsExactly("CONNECTED", "tell SYNC_CONNECTED [default]", "begin the login");
    }

    @Test
    void everythingElseWaitsUntilItIsOver() {
        probe.submit("get", new GetDataRequest("/a", true), new WatchChange.Add<>(Kind.DATA, "/a", "w"), 0)
                .step(new Input.ChannelUp<>())
                .accept(MachineProbe.SESSION, 6_000)
                .reply(1, 5, ErrorCode.NO_NODE.code(), null)
                .said();
        probe.step(new Input.AuthAdded<>("digest", TOKEN))
                .step(new Input.ChannelDown<>("reset"))
                .said();

        connectedUntilLogin().submit("sync", new SyncRequest("/"));
        probe.step(new Input.AuthAdded<>("digest", Bytes.ofUtf8("other")));
        assertThat(probe.said()).isEmpty();
        assertThat(answer(Bytes.EMPTY, false).said()).containsExactly("write 2 sasl");
        assertThat(challenge(2, "challenge").said()).containsExactly("answer 9 bytes");
        assertThat(answer(TOKEN, false).said()).containsExactly("write 3 sasl");
        assertThat(challenge(3, "proof").said()).containsExactly("answer 5 bytes");
        assertThat(probe.step(new Input.SaslAnswered<>(null, true)).said())
                .containsExactly(
                        "write -4 auth", "write -4 auth", "tell SASL_AUTHENTICATED [default]", "write 4 sync /");
    }

    @Test
    void theLastWordMayBeTheServersEmptyAnswerToOurs() {
        connectedUntilLogin();
        answer(TOKEN, true).said();

        assertThat(probe.reply(1, 0, 0, new SaslResponse(null)).said())
                .containsExactly("tell SASL_AUTHENTICATED [default]");
    }

    @Test
    void aServerThatHasNothingMoreToSayIsAskedNoFurther() {
        connectedUntilLogin();
        answer(TOKEN, false).said();

        assertThat(probe.reply(1, 0, 0, new SaslResponse(null)).said()).containsExactly("answer 0 bytes");
        assertThat(probe.step(new Input.SaslAnswered<>(null, false)).said()).contains("AUTH_FAILED", "ended");
    }

    @Test
    void aRefusalEndsTheSession() {
        connectedUntilLogin().submit("sync", new SyncRequest("/"));
        answer(TOKEN, false).said();

        assertThat(probe.reply(1, 0, ErrorCode.AUTH_FAILED.code(), new SaslResponse(null))
                        .said())
                .containsExactly(
                        "close channel",
                        "AUTH_FAILED",
                        "tell AUTH_FAILED [default]",
                        "sync failed: AUTH_FAILED",
                        "ended");
        assertThat(requireNonNull(probe.lastFailure).message()).contains("refused the SASL login");
    }

    @Test
    void aServerThatIsNotBelievedEndsTheSession() {
        connectedUntilLogin();

        assertThat(probe.step(new Input.SaslFailed<>("no ticket")).said())
                .contains("AUTH_FAILED", "tell AUTH_FAILED [default]", "ended");
    }

    @Test
    void withoutALoginOfItsOwnTheClientTellsSoAndGoesOn() {
        probe.said();

        assertThat(probe.step(new Input.ChannelUp<>(SaslReadiness.LOGIN_FAILED, null))
                        .said())
                .containsExactly("handshake", "tell AUTH_FAILED [default]");
        assertThat(probe.accept(MachineProbe.SESSION, 6_000).said())
                .containsExactly("CONNECTED", "tell SYNC_CONNECTED [default]");
        assertThat(probe.submit("sync", new SyncRequest("/")).said()).containsExactly("write 1 sync /");
    }

    @Test
    void eachConnectionLogsInAnewAndForgetsTheLoginBefore() {
        connectedUntilLogin();
        answer(TOKEN, false).step(new Input.ChannelDown<>("reset"));
        connectedUntilLogin();

        assertThat(answer(TOKEN, true).said()).containsExactly("write 2 sasl");
        assertThat(challenge(1, "late").said()).contains("close channel"); // no such reply is due here
    }

    @Test
    void noPingDisturbsTheLoginAndOneThatHangsIsGivenUp() {
        connectedUntilLogin();

        assertThat(probe.pass(MachineProbe.TIMEOUT_MILLIS * 2 / 3 - 1).said()).isEmpty();
        assertThat(probe.pass(1).said())
                .containsExactly("close channel", "CONNECTING", "tell DISCONNECTED [default]", "connect within 3000");
    }

    @Test
    void closingWaitsForTheLogin() {
        connectedUntilLogin().step(new Input.CloseAsked<>());
        answer(TOKEN, true).said();

        assertThat(probe.reply(1, 0, 0, new SaslResponse(null)).said())
                .contains("tell SASL_AUTHENTICATED [default]", "write 2 closeSession");
    }

    /** The recorded exchange with Apache 3.9.5: its tokens make the recorded frames. */
    @Test
    void speaksAsRecordedWithApachesServer() throws IOException {
        connectedUntilLogin();
        var frames = new ArrayList<String>();
        int xid = 0;
        for (var line : recorded("DIGEST-MD5 with password bobsecret")) {
            Bytes frame = Bytes.wrap(ByteBufUtil.decodeHexDump(line.hex()));
            if (line.fromClient()) {
                xid++;
                Bytes token = Bytes.wrap(ByteBufUtil.decodeHexDump(line.token()));
                assertThat(answer(token, false).said()).containsExactly("write " + xid + " sasl");
                var written = Unpooled.buffer();
                Frames.writeRequest(written, xid, new SaslRequest(token));
                frames.add(ByteBufUtil.hexDump(written));
                assertThat(frames).last().isEqualTo(line.hex());
            } else {
                var body = Unpooled.wrappedBuffer(frame.toArray()).skipBytes(Integer.BYTES);
                probe.step(new Input.FrameReceived<>(new WireReader(body)));
                assertThat(probe.said())
                        .containsExactly("answer " + line.token().length() / 2 + " bytes");
            }
        }
        assertThat(frames).hasSize(2);
        assertThat(probe.step(new Input.SaslAnswered<>(null, true)).said())
                .containsExactly("tell SASL_AUTHENTICATED [default]");
    }

    private record Line(boolean fromClient, String hex, String token) {}

    private static List<Line> recorded(String name) throws IOException {
        var json = new ObjectMapper();
        var lines = new ArrayList<Line>();
        try (var in = requireNonNull(SaslLoginTest.class.getResourceAsStream("/golden/client/07-sasl.jsonl"))) {
            for (String text : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var line = json.readTree(text);
                if (line.path("case").asText().equals(name)) {
                    String token = line.path("fields").path("token").path("hex").asText();
                    lines.add(new Line(
                            line.path("dir").asText().startsWith("I"),
                            line.path("hex").asText(),
                            token));
                }
            }
        }
        return lines;
    }
}
