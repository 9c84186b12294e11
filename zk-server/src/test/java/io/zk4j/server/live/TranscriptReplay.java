/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import io.zk4j.server.live.Transcript.Step;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays the clients of transcripts against a live server and compares what it answers, step by step.
 *
 * <p>Where zk4j differs on purpose, the step is named by the caller.
 */
final class TranscriptReplay implements Closeable {
    private static final long PAUSE_MILLIS_MIN = 1_000;
    private static final long PAUSE_MILLIS_MORE = 2_500;
    private static final Set<OpCode> WRITES = Set.of(
            OpCode.CREATE,
            OpCode.CREATE2,
            OpCode.CREATE_CONTAINER,
            OpCode.CREATE_TTL,
            OpCode.DELETE,
            OpCode.SET_DATA,
            OpCode.SET_ACL,
            OpCode.MULTI,
            OpCode.CLOSE_SESSION);
    private static final int PREFIX = Frames.PREFIX_BYTES;

    private final int port;
    private final Likeness likeness = new Likeness();
    private final Map<String, Player> players = new HashMap<>();
    private final Map<Long, Bytes> recordedPasswords = new HashMap<>();
    private final Map<Long, Bytes> livePasswords = new HashMap<>();

    TranscriptReplay(int port) {
        this.port = port;
    }

    /**
     * Plays one transcript.
     *
     * @param staysOpen steps where Apache's server closes a connection and ours goes on; what follows there is left out
     * @param otherAnswer answers that differ and are not looked at
     * @param otherZxid steps whose answer carries another zxid
     * @param instead requests that are sent in place of recorded ones that we refuse, to the same effect
     */
    void play(
            Transcript transcript,
            Set<Integer> staysOpen,
            Set<Integer> otherAnswer,
            Set<Integer> otherZxid,
            Map<Integer, Request> instead) {
        long beforeMillis = 0;
        for (var step : transcript.steps()) {
            pause(step, step.millis() - beforeMillis);
            beforeMillis = step.millis();
            if (step.connection().equals("-") || step.name().equals("RESET")) {
                continue;
            }
            var player = players.computeIfAbsent(step.connection(), name -> new Player());
            if (player.isOver) {
                continue;
            }
            if (otherAnswer.contains(step.seq())) {
                player.client.frame();
                player.asked.remove();
            } else if (step.isEnd()) {
                end(step, player, staysOpen.contains(step.seq()));
            } else if (step.fromClient()) {
                send(step, player, instead.get(step.seq()));
            } else {
                receive(step, player, otherZxid.contains(step.seq()));
            }
        }
    }

    /** Lets the time pass that the recorder let pass, for containers and other things to go away by themselves. */
    private static void pause(Step step, long millis) {
        if (step.fromClient() && millis >= PAUSE_MILLIS_MIN) {
            await().pollDelay(millis + PAUSE_MILLIS_MORE, MILLISECONDS)
                    .atMost(1, MINUTES)
                    .until(() -> true);
        }
    }

    private void end(Step step, Player player, boolean staysOpen) {
        player.isOver = true;
        if (!step.fromClient() && !staysOpen) {
            assertThat(player.client.isClosedByServer())
                    .as("closed at %s", step)
                    .isTrue();
        }
        player.client.close();
    }

    private void send(Step step, Player player, @Nullable Request instead) {
        var frame = Unpooled.wrappedBuffer(step.bytes().toArray());
        if (step.name().startsWith("ConnectRequest")) {
            player.client.send(handshake(frame));
            return;
        }
        if (frame.readableBytes() < PREFIX + 8 || frame.getInt(0) != frame.readableBytes() - PREFIX) {
            player.client.send(frame);
            return;
        }
        int xid = frame.getInt(PREFIX);
        int type = frame.getInt(PREFIX + 4);
        player.asked.add(new Asked(xid, type));
        if (instead != null) {
            var out = Unpooled.buffer();
            Frames.writeRequest(out, xid, instead);
            player.client.send(out);
            return;
        }
        player.client.send(
                type == OpCode.SET_WATCHES.code() || type == OpCode.SET_WATCHES2.code()
                        ? setWatches(frame, xid, type)
                        : frame);
    }

    private ByteBuf handshake(ByteBuf frame) {
        var recorded = ConnectRequest.decode(new WireReader(frame.skipBytes(PREFIX)));
        var password = recorded.password();
        if (password != null && livePasswords.containsKey(recorded.sessionId())) {
            boolean right = password.equals(recordedPasswords.get(recorded.sessionId()));
            password = right ? livePasswords.get(recorded.sessionId()) : wrong(livePasswords.get(recorded.sessionId()));
        }
        boolean future = recorded.lastZxidSeen() > 0x100000000L - 1;
        var live = new ConnectRequest(
                recorded.protocolVersion(),
                future ? recorded.lastZxidSeen() : likeness.liveZxid(recorded.lastZxidSeen()),
                recorded.timeoutMillis(),
                likeness.liveSession(recorded.sessionId()),
                password,
                recorded.readOnly(),
                recorded.hasReadOnly());
        var out = Unpooled.buffer();
        Frames.write(out, live::encode);
        return out;
    }

    private static Bytes wrong(Bytes password) {
        var bytes = password.toArray();
        bytes[0] ^= 1;
        return Bytes.wrap(bytes);
    }

    private ByteBuf setWatches(ByteBuf frame, int xid, int type) {
        Request request = Requests.decode(type, new WireReader(frame.skipBytes(PREFIX + 8)));
        if (request instanceof SetWatchesRequest recorded) {
            request = new SetWatchesRequest(
                    likeness.liveZxid(recorded.relativeZxid()),
                    recorded.dataWatches(),
                    recorded.existWatches(),
                    recorded.childWatches());
        } else if (request instanceof SetWatches2Request recorded) {
            request = new SetWatches2Request(
                    likeness.liveZxid(recorded.relativeZxid()),
                    recorded.dataWatches(),
                    recorded.existWatches(),
                    recorded.childWatches(),
                    recorded.persistentWatches(),
                    recorded.persistentRecursiveWatches());
        }
        var out = Unpooled.buffer();
        Frames.writeRequest(out, xid, request);
        return out;
    }

    private void receive(Step step, Player player, boolean otherZxid) {
        var recorded =
                new WireReader(Unpooled.wrappedBuffer(step.bytes().toArray()).skipBytes(PREFIX));
        ByteBuf frame;
        try {
            frame = player.client.frame();
        } catch (RuntimeException e) {
            throw new AssertionError("nothing came at " + step, e);
        }
        var live = new WireReader(frame);
        if (step.name().startsWith("ConnectResponse")) {
            welcome(step, ConnectResponse.decode(recorded), ConnectResponse.decode(live));
            return;
        }
        var recordedHeader = ReplyHeader.decode(recorded);
        var liveHeader = ReplyHeader.decode(live);
        assertThat(liveHeader.xid()).as("xid at %s", step).isEqualTo(recordedHeader.xid());
        assertThat(liveHeader.err()).as("error at %s", step).isEqualTo(recordedHeader.err());
        if (recordedHeader.xid() == Xid.NOTIFICATION) {
            likeness.checkZxid(recordedHeader.zxid(), liveHeader.zxid(), step);
            likeness.check(WatcherEvent.decode(recorded), WatcherEvent.decode(live), step);
            return;
        }
        var asked = player.asked.remove();
        var op = OpCode.of(asked.type);
        if (op != null && WRITES.contains(op) && !otherZxid) {
            likeness.checkZxid(recordedHeader.zxid(), liveHeader.zxid(), step);
        } else {
            likeness.checkReadZxid(liveHeader.zxid(), step);
        }
        if (asked.xid != recordedHeader.xid() && asked.type != OpCode.PING.code()) {
            throw new AssertionError("the transcript answers " + recordedHeader + " to " + asked + " at " + step);
        }
        assertThat(live.remaining()).as("length at %s", step).isEqualTo(recorded.remaining());
        if (recorded.remaining() > 0) {

            likeness.check(Responses.decode(op, recorded), Responses.decode(op, live), step);
        }
    }

    private void welcome(Step step, ConnectResponse recorded, ConnectResponse live) {
        assertThat(live.timeoutMillis()).as("timeout at %s", step).isEqualTo(recorded.timeoutMillis());
        assertThat(live.hasReadOnly()).as("read-only flag at %s", step).isEqualTo(recorded.hasReadOnly());
        assertThat(live.readOnly()).as("read-only at %s", step).isEqualTo(recorded.readOnly());
        assertThat(live.sessionId() == 0).as("refused at %s", step).isEqualTo(recorded.sessionId() == 0);
        if (recorded.sessionId() != 0) {
            likeness.sessionIs(recorded.sessionId(), live.sessionId());
            recordedPasswords.put(recorded.sessionId(), recorded.password());
            livePasswords.put(recorded.sessionId(), live.password());
        } else {
            assertThat(live.password()).as("password at %s", step).isEqualTo(recorded.password());
        }
    }

    @Override
    public void close() {
        players.values().forEach(player -> player.client.close());
    }

    /** One connection of the transcripts. */
    private final class Player {
        final RawClient client = new RawClient(port);
        final Deque<Asked> asked = new ArrayDeque<>();
        boolean isOver;
    }

    private record Asked(int xid, int type) {}
}
