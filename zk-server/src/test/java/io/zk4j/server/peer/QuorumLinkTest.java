/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.WireWriter;
import io.zk4j.server.core.Input;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.storage.SnapshotIntake;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuorumLinkTest {
    private static final long LINK = 7;
    private static final int REQUEST = 1; // the type of the packet
    private static final int PACKET_BYTES_MAX = 1_000;
    private static final long PATIENCE_SECONDS = 60;

    private final List<ZabInput> heard = new ArrayList<>();
    private final List<Integer> handed = new ArrayList<>(); // how many at a time

    private QuorumLink linkOver(EmbeddedChannel channel) {
        return new QuorumLink(
                LINK,
                channel,
                inputs -> {
                    handed.add(inputs.size());
                    inputs.forEach(input -> heard.add(((Input.FromPeers) input).input()));
                },
                () -> {});
    }

    /** The other side of it reads nothing any more. */
    private static final class StuckChannel extends EmbeddedChannel {
        @Override
        protected void doWrite(ChannelOutboundBuffer in) {
            // What is written stays where it is.
        }
    }

    @Test
    void aLinkIsClosedInTheEndAlsoIfTheOtherSideReadsNothing() {
        var channel = new StuckChannel();
        channel.freezeTime();
        linkOver(channel).close("it was silent for too long");
        channel.runPendingTasks();
        assertThat(heard).containsExactly(new ZabInput.LinkLost(LINK, "it was silent for too long"));
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(QuorumLink.CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void identitiesWithoutEndAreNotWaitedFor() {
        var channel = new EmbeddedChannel();
        channel.pipeline().addLast(new PacketDecoder(linkOver(channel), false, PACKET_BYTES_MAX, new NoSnapshots()));
        var packet =
                Unpooled.buffer().writeInt(REQUEST).writeLong(-1).writeInt(-1).writeInt(1_000);
        for (int i = 0; i < 3; i++) {
            packet.writeInt(PACKET_BYTES_MAX / 2).writeZero(PACKET_BYTES_MAX / 2);
        }
        channel.writeInbound(packet);

        assertThat(channel.isOpen()).isFalse();
        assertThat(heard).last().asString().contains("identities of").contains("at most 1000");
    }

    @Test
    void whatIsReadAtOnceIsHandedToTheCoreInOneStepAndInOrder() {
        var channel = new EmbeddedChannel();
        channel.pipeline().addLast(new PacketDecoder(linkOver(channel), true, PACKET_BYTES_MAX, new NoSnapshots()));
        var sent = new ArrayList<ZabInput>();
        var bytes = Unpooled.buffer();
        for (int zxid = 1; zxid <= 10; zxid++) {
            var message = new PeerMessage.Proposal(transaction(zxid));
            message.encode(new WireWriter(bytes));
            sent.add(new ZabInput.Received(LINK, message));
        }
        channel.writeInbound(bytes);
        sent.add(new ZabInput.LinkLost(LINK, "closed by the other side"));
        var unused = channel.close();

        assertThat(heard)
                .filteredOn(input -> !(input instanceof ZabInput.Progressing))
                .isEqualTo(sent);
        assertThat(handed).contains(10);
    }

    @Test
    void whatIsSentTogetherGoesOutInOneBuffer() {
        var channel = new EmbeddedChannel();
        var link = linkOver(channel);
        var bytes = Unpooled.buffer();
        for (int zxid = 1; zxid <= 10; zxid++) {
            var message = new PeerMessage.Proposal(transaction(zxid));
            message.encode(new WireWriter(bytes));
            link.add(message(message));
        }
        link.wake();
        channel.runPendingTasks();

        ByteBuf out = channel.readOutbound();
        assertThat(out).isEqualTo(bytes);
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
        out.release();
    }

    /**
     * What is sent behind a snapshot may be in it, in whole or in part: the tree is that of one transaction again only with the
     * last of those.
     */
    @Test
    void whatASnapshotMayShowAlreadyIsSentWithoutTheDigestOfATree() throws Exception {
        var received = new LinkedBlockingQueue<PeerMessage>();
        var loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        try {
            var address = new LocalAddress("learner");
            new ServerBootstrap()
                    .group(loops)
                    .channel(LocalServerChannel.class)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(new PacketDecoder(
                                            new QuorumLink(
                                                    LINK,
                                                    channel,
                                                    inputs -> inputs.forEach(input -> note(input, received)),
                                                    () -> {}),
                                            true,
                                            PACKET_BYTES_MAX,
                                            new NoSnapshots()));
                        }
                    })
                    .bind(address)
                    .sync();
            var channel = new Bootstrap()
                    .group(loops)
                    .channel(LocalChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(address)
                    .sync()
                    .channel();
            var link = new QuorumLink(LINK, channel, inputs -> {}, () -> {});
            link.add(message(new PeerMessage.Proposal(transaction(7)))); // what the snapshot is sent behind
            link.add(new QuorumLink.Outgoing.Stream(out -> 9));
            link.add(message(new PeerMessage.Proposal(transaction(7))));
            link.add(message(new PeerMessage.Inform(transaction(8))));
            link.add(message(new PeerMessage.InformAndActivate(1, transaction(8))));
            link.add(message(new PeerMessage.Proposal(transaction(9))));
            link.add(message(new PeerMessage.Inform(transaction(10))));
            link.wake();

            for (var expected : List.of(
                    new PeerMessage.Proposal(transaction(7)),
                    new PeerMessage.Proposal(transaction(7).withoutDigest()),
                    new PeerMessage.Inform(transaction(8).withoutDigest()),
                    new PeerMessage.InformAndActivate(1, transaction(8).withoutDigest()),
                    new PeerMessage.Proposal(transaction(9)),
                    new PeerMessage.Inform(transaction(10)))) {
                assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        } finally {
            loops.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).sync();
        }
    }

    private static void note(Input input, Queue<PeerMessage> received) {
        if (((Input.FromPeers) input).input() instanceof ZabInput.Received packet) {
            received.add(packet.message());
        }
    }

    private static QuorumLink.Outgoing message(PeerMessage message) {
        return new QuorumLink.Outgoing.Message(message);
    }

    private static TxnRecord transaction(long zxid) {
        return new TxnRecord(
                new TxnHeader(1, 1, zxid, 0, OpCode.DELETE.code()), new DeleteTxn("/a"), TreeDigest.of(zxid));
    }

    private static final class NoSnapshots implements PacketDecoder.Snapshots {
        @Override
        public SnapshotIntake receive(long zxid) throws IOException {
            throw new IOException("no snapshot is expected");
        }

        @Override
        public void arrived(QuorumLink link, SnapshotIntake intake) {}
    }
}
