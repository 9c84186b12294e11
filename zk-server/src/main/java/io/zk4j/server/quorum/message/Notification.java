/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import io.zk4j.protocol.Zxid;
import org.jspecify.annotations.Nullable;

/**
 * A vote: what servers tell each other on the election port, each in a frame of its own.
 *
 * @param state what the sender does at the moment
 * @param leader whom it proposes, or follows
 * @param zxid the last transaction in that server's log when it was proposed
 * @param electionEpoch the sender's round
 * @param peerEpoch the epoch of that server's log, or the one that it leads now
 * @param version of the form of this message; 0 in the two oldest, which do not say
 * @param config the text of the configuration that the sender has committed; null before version 2
 */
public record Notification(
        ServerState state,
        long leader,
        long zxid,
        long electionEpoch,
        long peerEpoch,
        int version,
        @Nullable String config) {
    /** The version with everything in it. */
    public static final int VERSION = 2;

    /** Longest legal message. */
    public static final int BYTES_MAX = 512 * 1024;

    private static final int UP_TO_ELECTION_EPOCH_BYTES = Integer.BYTES + 3 * Long.BYTES;
    private static final int UP_TO_PEER_EPOCH_BYTES = UP_TO_ELECTION_EPOCH_BYTES + Long.BYTES;

    /** A vote in the form that servers send today. */
    public static Notification of(
            ServerState state, long leader, long zxid, long electionEpoch, long peerEpoch, String config) {
        return new Notification(state, leader, zxid, electionEpoch, peerEpoch, VERSION, config);
    }

    /**
     * Reads what is in one frame. Servers before 3.4 leave the peer epoch out, those before 3.5 the configuration; what a
     * later version may add at the end is not read.
     *
     * @throws MalformedFrameException if it is none; Apache's server then ignores the frame and keeps the connection
     */
    public static Notification decode(WireReader in) {
        try {
            return read(in);
        } catch (MalformedFrameException e) {
            throw e.in("notification");
        }
    }

    private static Notification read(WireReader in) {
        int bytes = in.remaining();
        if (bytes < UP_TO_ELECTION_EPOCH_BYTES) {
            throw new MalformedFrameException(bytes + " bytes", "at least " + UP_TO_ELECTION_EPOCH_BYTES, in.offset());
        }
        int at = in.offset();
        var state = ServerState.of(in.readInt(), at);
        long leader = in.readLong();
        long zxid = in.readLong();
        long electionEpoch = in.readLong();
        if (bytes == UP_TO_ELECTION_EPOCH_BYTES) {
            return new Notification(state, leader, zxid, electionEpoch, new Zxid(zxid).epoch(), 0, null);
        }
        long peerEpoch = in.readLong();
        int version = bytes == UP_TO_PEER_EPOCH_BYTES ? 0 : in.readInt();
        var config = version < VERSION ? null : readConfig(in);
        return new Notification(state, leader, zxid, electionEpoch, peerEpoch, version, config);
    }

    private static String readConfig(WireReader in) {
        int at = in.offset();
        var config = in.readBytes();
        if (config == null) {
            throw new MalformedFrameException("a configuration length of -1", "0 or more", at);
        }
        return config.utf8();
    }

    /** Writes what is in one frame, in the form that the version says; version 0 with the peer epoch. */
    public void encode(WireWriter out) {
        out.writeInt(state.code());
        out.writeLong(leader);
        out.writeLong(zxid);
        out.writeLong(electionEpoch);
        out.writeLong(peerEpoch);
        if (version > 0) {
            out.writeInt(version);
        }
        if (config != null) {
            out.writeBytes(Bytes.ofUtf8(config));
        }
    }
}
