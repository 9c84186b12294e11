/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.WireWriter;
import io.zk4j.protocol.Zxid;
import io.zk4j.server.txn.TxnCodec;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message on the quorum port, between a leader and a learner.
 *
 * <p>All have the form {@code int type, long zxid, buffer data, list of identities}; the list is null but for forwarded
 * requests. They follow each other without any framing. {@link PeerMessages} reads them.
 */
public sealed interface PeerMessage {
    /** What a packet's zxid is when it is about none. */
    long NO_ZXID = -1;

    /** The version of this protocol, in the first messages of both sides. */
    int PROTOCOL_VERSION = 0x10000;

    /** Appends the message's bytes. */
    void encode(WireWriter out);

    /** Calls the method of {@code receiver} that is for this kind of message. */
    void deliverTo(PeerMessageReceiver receiver, long link);

    /**
     * A learner's client wants something that only the leader can do.
     *
     * @param xid the client's number for the request
     * @param body the request without its header; empty for closeSession
     * @param identities who the client is; null for createSession
     */
    record ForwardedRequest(
            long sessionId,
            int xid,
            int opCode,
            Bytes body,
            @Nullable List<Identity> identities) implements PeerMessage {
        public ForwardedRequest {
            identities = identities == null ? null : List.copyOf(identities);
        }

        @Override
        public void encode(WireWriter out) {
            out.writeInt(PacketType.REQUEST);
            out.writeLong(NO_ZXID);
            out.writeNested(data -> {
                data.writeLong(sessionId);
                data.writeInt(xid);
                data.writeInt(opCode);
                data.writeRaw(body);
            });
            if (identities == null) {
                writeNoIdentities(out);
            } else {
                out.writeList(identities, Identity::encode);
            }
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onForwardedRequest(link, this);
        }
    }

    /** The leader asks followers to log a transaction. */
    record Proposal(TxnRecord record) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.PROPOSAL, record.zxid(), data -> TxnCodec.encode(record, data));
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onProposal(link, this);
        }
    }

    /** A learner has on its disk what the leader sent with this zxid. */
    record Ack(long zxid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.ACK, zxid);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onAck(link, this);
        }
    }

    /** A proposal is decided. */
    record Commit(long zxid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.COMMIT, zxid);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onCommit(link, this);
        }
    }

    /**
     * The leader asks whether a learner is there, and the learner answers.
     *
     * @param zxid the leader's last proposal, which the answer repeats
     * @param touches the sessions that the learner has heard of; null from the leader
     */
    record Ping(long zxid, @Nullable List<Touch> touches) implements PeerMessage {
        public Ping {
            touches = touches == null ? null : List.copyOf(touches);
        }

        @Override
        public void encode(WireWriter out) {
            if (touches == null) {
                packet(out, PacketType.PING, zxid);
            } else {
                packet(out, PacketType.PING, zxid, data -> touches.forEach(touch -> touch.encode(data)));
            }
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onPing(link, this);
        }
    }

    /** A learner asks whether a client's session is still alive. */
    record Revalidate(long sessionId, int timeoutMillis) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.REVALIDATE, NO_ZXID, data -> {
                data.writeLong(sessionId);
                data.writeInt(timeoutMillis);
            });
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onRevalidate(link, this);
        }
    }

    /** The leader's answer to {@link Revalidate}. */
    record Revalidated(long sessionId, boolean valid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.REVALIDATE, NO_ZXID, data -> {
                data.writeLong(sessionId);
                data.writeBoolean(valid);
            });
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onRevalidated(link, this);
        }
    }

    /** The oldest sync that the learner asked for is done: every commit before it has been sent. */
    record SyncDone() implements PeerMessage {
        private static final long ZXID = 0;

        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.SYNC, ZXID);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onSyncDone(link, this);
        }
    }

    /** To an observer: a decided transaction. */
    record Inform(TxnRecord record) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.INFORM, record.zxid(), data -> TxnCodec.encode(record, data));
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onInform(link, this);
        }
    }

    /** A reconfiguration is decided, and {@code leader} leads from now on. */
    record CommitAndActivate(long zxid, long leader) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.COMMIT_AND_ACTIVATE, zxid, data -> data.writeLong(leader));
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onCommitAndActivate(link, this);
        }
    }

    /** To an observer: a decided reconfiguration. */
    record InformAndActivate(long leader, TxnRecord record) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.INFORM_AND_ACTIVATE, record.zxid(), data -> {
                data.writeLong(leader);
                TxnCodec.encode(record, data);
            });
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onInformAndActivate(link, this);
        }
    }

    /**
     * The learner has been sent all that the new epoch begins with.
     *
     * @param zxid the epoch's first
     * @param config the leader's last seen configuration as text; null if it sends none
     */
    record NewLeader(long zxid, @Nullable String config) implements PeerMessage {
        /** The epoch that begins. */
        public long epoch() {
            return new Zxid(zxid).epoch();
        }

        @Override
        public void encode(WireWriter out) {
            if (config == null) {
                packet(out, PacketType.NEW_LEADER, zxid);
            } else {
                packet(out, PacketType.NEW_LEADER, zxid, data -> data.writeRaw(Bytes.ofUtf8(config)));
            }
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onNewLeader(link, this);
        }
    }

    /** The learner may serve clients. */
    record UpToDate() implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.UP_TO_DATE, NO_ZXID);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onUpToDate(link, this);
        }
    }

    /** The learner keeps what it has; what it lacks follows. */
    record Diff(long zxid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.DIFF, zxid);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onDiff(link, this);
        }
    }

    /** The learner takes back what it has logged after {@code zxid}. */
    record Trunc(long zxid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.TRUNC, zxid);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onTrunc(link, this);
        }
    }

    /** The learner replaces what it has by the snapshot whose bytes follow this message. */
    record Snap(long zxid) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.SNAP, zxid);
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onSnap(link, this);
        }
    }

    /**
     * A learner introduces itself.
     *
     * @param serverId negative if it has none; the old forms of this message leave it out
     * @param configVersion of the configuration that the learner has committed
     */
    record LearnerInfo(boolean observer, long acceptedEpoch, long serverId, int protocolVersion, long configVersion)
            implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(
                    out,
                    observer ? PacketType.OBSERVER_INFO : PacketType.FOLLOWER_INFO,
                    Zxid.of((int) acceptedEpoch, 0).value(),
                    data -> {
                        data.writeLong(serverId);
                        data.writeInt(protocolVersion);
                        data.writeLong(configVersion);
                    });
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onLearnerInfo(link, this);
        }
    }

    /** The leader announces the epoch that it wants to begin. */
    record LeaderInfo(long epoch, int protocolVersion) implements PeerMessage {
        @Override
        public void encode(WireWriter out) {
            packet(
                    out,
                    PacketType.LEADER_INFO,
                    Zxid.of((int) epoch, 0).value(),
                    data -> data.writeInt(protocolVersion));
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onLeaderInfo(link, this);
        }
    }

    /**
     * A learner promises to take part in no earlier epoch.
     *
     * @param lastZxid the last transaction in its log
     * @param currentEpoch the last epoch it took part in; -1 if it had promised this one before
     */
    record AckEpoch(long lastZxid, int currentEpoch) implements PeerMessage {
        /** Instead of an epoch: this promise is an old one and does not count again. */
        public static final int PROMISED_BEFORE = -1;

        @Override
        public void encode(WireWriter out) {
            packet(out, PacketType.ACK_EPOCH, lastZxid, data -> data.writeInt(currentEpoch));
        }

        @Override
        public void deliverTo(PeerMessageReceiver receiver, long link) {
            receiver.onAckEpoch(link, this);
        }
    }

    private static void packet(WireWriter out, int type, long zxid, Consumer<WireWriter> data) {
        out.writeInt(type);
        out.writeLong(zxid);
        out.writeNested(data);
        writeNoIdentities(out);
    }

    private static void packet(WireWriter out, int type, long zxid) {
        out.writeInt(type);
        out.writeLong(zxid);
        out.writeBytes(null);
        writeNoIdentities(out);
    }

    private static void writeNoIdentities(WireWriter out) {
        out.writeInt(-1);
    }
}
