/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.zk4j.server.core.Input;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.storage.SnapshotIntake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuorumLinkTest {
    private static final long LINK = 7;
    private static final int REQUEST = 1; // the type of the packet
    private static final int PACKET_BYTES_MAX = 1_000;

    private final List<ZabInput> heard = new ArrayList<>();

    private QuorumLink linkOver(EmbeddedChannel channel) {
        return new QuorumLink(LINK, channel, input -> heard.add(((Input.FromPeers) input).input()), () -> {});
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

    private static final class NoSnapshots implements PacketDecoder.Snapshots {
        @Override
        public SnapshotIntake receive(long zxid) throws IOException {
            throw new IOException("no snapshot is expected");
        }

        @Override
        public void arrived(QuorumLink link, SnapshotIntake intake) {}
    }
}
