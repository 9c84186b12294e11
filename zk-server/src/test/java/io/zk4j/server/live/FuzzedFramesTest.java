/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.WhoAmIRequest;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of all kinds with broken tails, wrong lengths and flipped bits: each gets its answer in its turn, and the session
 * that sends them lives on, as does everybody else's.
 */
class FuzzedFramesTest {
    private static final boolean SOAK = "soak".equals(System.getProperty("zk4j.dose"));
    private static final int FRAMES = SOAK ? 1_000_000 : 20_000;
    private static final int PIPELINED = 40;
    private static final long SEED = 20261123;
    private static final int HEADER_BYTES = 8;
    private static final int LONG_MULTI = 10_000;

    @TempDir
    Path dataDir;

    @Test
    void eachFrameIsAnsweredInItsTurn() throws Exception {
        var random = new Random(SEED);
        try (var server = new ServerFixture(dataDir, config -> config.forceSync(false));
                var bystander = server.client();
                var client = server.client()) {
            for (int sent = 0; sent < FRAMES; sent += PIPELINED) {
                var out = Unpooled.buffer();
                for (int i = 0; i < PIPELINED; i++) {
                    out.writeBytes(broken(random, sent + i + 1));
                }
                client.send(out);
                for (int i = 0; i < PIPELINED; i++) {
                    assertThat(nextXid(client))
                            .as("seed %d, frame %d", SEED, sent + i)
                            .isIn(sent + i + 1, Xid.PING);
                }
                if (sent % (PIPELINED * 50) == 0) {
                    assertThat(bystander.call(new ExistsRequest("/", false)).err())
                            .isZero();
                }
            }
        }
    }

    private static int nextXid(RawClient client) {
        int xid = ReplyHeader.decode(new WireReader(client.frame())).xid();
        while (xid == Xid.NOTIFICATION) {
            xid = ReplyHeader.decode(new WireReader(client.frame())).xid();
        }
        return xid;
    }

    /** A whole frame whose length is right and whose header is whole; anything behind may be wrong. */
    private static ByteBuf broken(Random random, int xid) {
        var frame = Unpooled.buffer();
        Frames.writeRequest(frame, xid, request(random));
        int body = frame.readableBytes() - Frames.PREFIX_BYTES - HEADER_BYTES;
        if (body > 0) {
            int start = Frames.PREFIX_BYTES + HEADER_BYTES;
            switch (random.nextInt(4)) {
                case 0 -> frame.writerIndex(start + random.nextInt(body));
                case 1 -> frame.setByte(start + random.nextInt(body), random.nextInt());
                case 2 -> frame.setInt(start + random.nextInt(Math.max(1, body - 3)), random.nextInt());
                default -> frame.writeZero(random.nextInt(20));
            }
        }
        return frame.setInt(0, frame.readableBytes() - Frames.PREFIX_BYTES);
    }

    private static Request request(Random random) {
        var path = path(random);
        int version = random.nextInt(3) - 1;
        boolean watch = random.nextInt(10) == 0;
        List<String> paths = random.nextBoolean() ? List.of() : List.of(path, path(random));
        var data = random.nextInt(5) == 0 ? null : Bytes.wrap(new byte[random.nextInt(50)]);
        var acls = random.nextInt(5) == 0 ? List.of(new Acl(random.nextInt(40), "digest", path)) : Acl.OPEN_UNSAFE;
        int number = random.nextInt(9);
        return switch (random.nextInt(26)) {
            case 0, 1 -> new CreateRequest(OpCode.CREATE, path, data, acls, number);
            case 2 -> new CreateRequest(OpCode.CREATE2, path, data, acls, number);
            case 3 -> new CreateRequest(OpCode.CREATE_CONTAINER, path, data, acls, 4);
            case 4 -> new CreateTtlRequest(path, data, acls, number, random.nextLong());
            case 5 -> new DeleteRequest(path, version);
            case 6 -> new ExistsRequest(path, watch);
            case 7 -> new GetDataRequest(path, watch);
            case 8 -> new SetDataRequest(path, data, version);
            case 9 -> new GetAclRequest(path);
            case 10 -> new SetAclRequest(path, acls, version);
            case 11 -> new GetChildrenRequest(path, watch);
            case 12 -> new GetChildren2Request(path, watch);
            case 13 -> new SyncRequest(path);
            case 14 -> new PingRequest();
            case 15 ->
                new MultiReadRequest(List.of(new GetDataRequest(path, false), new GetChildrenRequest(path, false)));
            case 16 -> new ReconfigRequest(path, null, path, number);
            case 17 -> new CheckWatchesRequest(path, number);
            case 18 -> new RemoveWatchesRequest(path, number);
            case 19 -> new DeleteContainerRequest(path);
            case 20 -> new SetWatchesRequest(random.nextLong(), paths, paths, paths);
            case 21 -> new SetWatches2Request(random.nextLong(), paths, paths, paths, paths, paths);
            case 22 -> new GetEphemeralsRequest(path);
            case 23 -> random.nextBoolean() ? new GetAllChildrenNumberRequest(path) : new WhoAmIRequest();
            case 24 -> new AddWatchRequest(path, number);
            default -> multi(random, path, data);
        };
    }

    private static Request multi(Random random, String path, Bytes data) {
        int parts = random.nextInt(500) == 0 ? LONG_MULTI : 1 + random.nextInt(3);
        var all = new ArrayList<Request>(Collections.nCopies(parts - 1, new CheckRequest(path, -1)));
        all.add(new SetDataRequest(path, data, -1));
        return new MultiRequest(all);
    }

    private static String path(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "/";
            case 1 -> "/a/" + random.nextInt(20);
            case 2 -> "/a/" + random.nextInt(20) + "/" + random.nextInt(5);
            case 3 -> "/" + "deep/".repeat(1 + random.nextInt(200)) + "x";
            case 4 -> "no slash";
            case 5 -> "/a//b/../\u0001\ud800";
            case 6 -> "/zookeeper/quota/a/zookeeper_limits";
            default -> "/a";
        };
    }
}
