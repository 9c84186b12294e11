/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Zxid;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.CommitAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.InformAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Revalidate;
import io.zk4j.server.quorum.message.PeerMessage.Revalidated;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.SyncDone;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.txn.TxnCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of the quorum port.
 *
 * <p>What a type means depends on who sends it: a leader's PING and REVALIDATE are others than a learner's. A type that is
 * not known, or not that side's, is malformed.
 */
public final class PeerMessages {
    private static final int INFO_WITHOUT_PROTOCOL_BYTES = Long.BYTES;
    private static final int INFO_WITHOUT_CONFIG_BYTES = Long.BYTES + Integer.BYTES;
    private static final long ANONYMOUS = -1;

    private PeerMessages() {}

    /**
     * Reads one message that a leader sent; {@code in} holds the whole of it.
     *
     * @throws MalformedFrameException if it is none; says which type of packet it seemed to be
     */
    public static PeerMessage ofLeader(WireReader in) {
        int at = in.offset();
        int type = in.readInt();
        try {
            long zxid = in.readLong();
            var message = ofLeader(type, zxid, in, at);
            readIdentities(in);
            return message;
        } catch (MalformedFrameException e) {
            throw e.in("packet " + PacketType.nameOf(type) + " of a leader");
        }
    }

    /**
     * Reads one message that a learner sent; {@code in} holds the whole of it.
     *
     * @throws MalformedFrameException if it is none; says which type of packet it seemed to be
     */
    public static PeerMessage ofLearner(WireReader in) {
        int at = in.offset();
        int type = in.readInt();
        try {
            long zxid = in.readLong();
            if (type == PacketType.REQUEST) {
                return forwardedRequest(in);
            }
            var message = ofLearner(type, zxid, in, at);
            readIdentities(in);
            return message;
        } catch (MalformedFrameException e) {
            throw e.in("packet " + PacketType.nameOf(type) + " of a learner");
        }
    }

    private static PeerMessage ofLeader(int type, long zxid, WireReader in, int at) {
        return switch (type) {
            case PacketType.PROPOSAL -> new Proposal(TxnCodec.decode(in.readNested()));
            case PacketType.COMMIT -> without(in, new Commit(zxid));
            case PacketType.PING -> without(in, new Ping(zxid, null));
            case PacketType.REVALIDATE -> revalidated(in.readNested());
            case PacketType.SYNC -> without(in, new SyncDone());
            case PacketType.INFORM -> new Inform(TxnCodec.decode(in.readNested()));
            case PacketType.COMMIT_AND_ACTIVATE ->
                new CommitAndActivate(zxid, in.readNested().readLong());
            case PacketType.INFORM_AND_ACTIVATE -> informAndActivate(in.readNested());
            case PacketType.NEW_LEADER -> new NewLeader(zxid, text(in.readBytes()));
            case PacketType.UP_TO_DATE -> without(in, new UpToDate());
            case PacketType.DIFF -> without(in, new Diff(zxid));
            case PacketType.TRUNC -> without(in, new Trunc(zxid));
            case PacketType.SNAP -> without(in, new Snap(zxid));
            case PacketType.LEADER_INFO ->
                new LeaderInfo(new Zxid(zxid).epoch(), in.readNested().readInt());
            default -> throw new MalformedFrameException("packet type " + type, "one that a leader sends", at);
        };
    }

    private static PeerMessage ofLearner(int type, long zxid, WireReader in, int at) {
        return switch (type) {
            case PacketType.ACK -> without(in, new Ack(zxid));
            case PacketType.PING -> touched(zxid, in);
            case PacketType.REVALIDATE -> revalidate(in.readNested());
            case PacketType.FOLLOWER_INFO, PacketType.OBSERVER_INFO ->
                learnerInfo(type == PacketType.OBSERVER_INFO, new Zxid(zxid).epoch(), in);
            case PacketType.ACK_EPOCH -> new AckEpoch(zxid, in.readNested().readInt());
            default -> throw new MalformedFrameException("packet type " + type, "one that a learner sends", at);
        };
    }

    private static PeerMessage without(WireReader in, PeerMessage message) {
        in.readBytes(); // what no version sends means nothing
        return message;
    }

    private static ForwardedRequest forwardedRequest(WireReader in) {
        var data = in.readNested();
        long sessionId = data.readLong();
        int xid = data.readInt();
        int opCode = data.readInt();
        return new ForwardedRequest(sessionId, xid, opCode, data.readRest(), readIdentities(in));
    }

    private static Ping touched(long zxid, WireReader in) {
        if (in.peekInt() < 0) {
            in.readBytes();
            return new Ping(zxid, List.of());
        }
        var data = in.readNested();
        var touches = new ArrayList<Touch>(data.remaining() / Touch.BYTES);
        while (data.remaining() > 0) {
            touches.add(Touch.decode(data));
        }
        return new Ping(zxid, touches);
    }

    private static Revalidate revalidate(WireReader data) {
        return new Revalidate(data.readLong(), data.readInt());
    }

    private static Revalidated revalidated(WireReader data) {
        return new Revalidated(data.readLong(), data.readBoolean());
    }

    private static InformAndActivate informAndActivate(WireReader data) {
        return new InformAndActivate(data.readLong(), TxnCodec.decode(data));
    }

    /** Versions before 3.4 sent no protocol version, those before 3.5 no configuration; nothing at all is anonymous. */
    private static LearnerInfo learnerInfo(boolean observer, long acceptedEpoch, WireReader in) {
        if (in.peekInt() < 0) {
            in.readBytes();
            return new LearnerInfo(observer, acceptedEpoch, ANONYMOUS, 0, 0);
        }
        var data = in.readNested();
        int bytes = data.remaining();
        long serverId = data.readLong();
        int protocolVersion = bytes > INFO_WITHOUT_PROTOCOL_BYTES ? data.readInt() : 0;
        long configVersion = bytes > INFO_WITHOUT_CONFIG_BYTES ? data.readLong() : 0;
        return new LearnerInfo(observer, acceptedEpoch, serverId, protocolVersion, configVersion);
    }

    private static @Nullable String text(@Nullable Bytes data) {
        return data == null ? null : data.utf8();
    }

    private static @Nullable List<Identity> readIdentities(WireReader in) {
        if (in.peekInt() < 0) {
            in.readInt();
            return null;
        }
        return in.readList(Identity::decode);
    }
}
