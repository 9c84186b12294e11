/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AuthRequest;
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
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.WhoAmIRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Broken requests of every kind, the same ones for the same seed: whole headers, and behind them anything. */
final class BrokenFrames {
    /** Names that belong to nobody's tests but the ones that send these. */
    static final String AREA = "/a";

    private static final int HEADER_BYTES = 8;
    private static final int BODY = Frames.PREFIX_BYTES + HEADER_BYTES;
    private static final int LONG_MULTI = 10_000;
    private static final int DEEPEST_LEVELS = 150_000;
    private static final int RARE = 2_000;

    private final Random random;

    BrokenFrames(long seed) {
        this.random = new Random(seed);
    }

    /** A frame with the right length and a whole header; the server answers it in its turn. */
    ByteBuf next(int xid) {
        var frame = Unpooled.buffer();
        if (random.nextInt(20) == 0) {
            noise(frame, xid);
        } else {
            Frames.writeRequest(frame, xid, request());
            spoil(frame);
        }
        return frame.setInt(0, frame.readableBytes() - Frames.PREFIX_BYTES);
    }

    /** Something behind which the connection cannot go on. */
    ByteBuf last(int xid) {
        var out = Unpooled.buffer();
        return switch (random.nextInt(6)) {
            case 0 -> out.writeInt(-1 - random.nextInt(Integer.MAX_VALUE)).writeLong(random.nextLong());
            case 1 -> out.writeInt(Integer.MAX_VALUE - random.nextInt(1 << 30)).writeLong(random.nextLong());
            case 2 -> out.writeInt(random.nextInt(HEADER_BYTES)).writeLong(0);
            case 3 ->
                out.writeInt(1_000_000)
                        .writeInt(xid)
                        .writeInt(OpCode.SET_DATA.code())
                        .writeZero(random.nextInt(100_000));
            case 4 -> {
                Frames.writeRequest(out, xid, new AuthRequest(0, "digest", null));
                yield out;
            }
            default -> {
                var whole = next(xid);
                yield out.writeBytes(whole, random.nextInt(whole.readableBytes()));
            }
        };
    }

    /** A known or unknown number of an operation, and noise behind it. */
    private void noise(ByteBuf frame, int xid) {
        var all = OpCode.values();
        int type = random.nextInt(10) == 0 ? random.nextInt() : all[random.nextInt(all.length)].code();
        if (type == OpCode.AUTH.code() || type == OpCode.SASL.code() || type == OpCode.CLOSE_SESSION.code()) {
            type = OpCode.GET_DATA.code(); // the ones that may end the connection have their place elsewhere
        }
        var noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        frame.writeInt(0).writeInt(xid).writeInt(type).writeBytes(noise);
    }

    private void spoil(ByteBuf frame) {
        int body = frame.readableBytes() - BODY;
        if (body <= 0) {
            return;
        }
        int at = BODY + random.nextInt(Math.max(1, body - 3));
        switch (random.nextInt(9)) {
            case 0 -> frame.writerIndex(BODY + random.nextInt(body));
            case 1 -> frame.setByte(BODY + random.nextInt(body), random.nextInt());
            case 2 -> frame.setInt(at, random.nextInt());
            case 3 -> frame.setInt(at, Integer.MAX_VALUE);
            case 4 -> frame.setInt(at, -2 - random.nextInt(1000));
            case 5 -> frame.setShort(at, 0xc0af); // an overlong slash, which is no UTF-8
            case 6 -> frame.setShort(at, 0xeda0); // half of a surrogate pair
            default -> frame.writeZero(random.nextInt(20));
        }
    }

    private Request request() {
        var path = path();
        int version = random.nextInt(3) - 1;
        boolean watch = random.nextInt(10) == 0;
        List<String> paths = random.nextBoolean() ? List.of() : List.of(path, path());
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
            case 10 -> new SetAclRequest(path.length() < 3 ? "/a/1" : path, acls, version);
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
            default -> multi(path, data);
        };
    }

    private Request multi(String path, Bytes data) {
        int parts = random.nextInt(100) == 0 ? LONG_MULTI : 1 + random.nextInt(3);
        var all = new ArrayList<Request>(Collections.nCopies(parts - 1, new CheckRequest(path, -1)));
        all.add(new SetDataRequest(path, data, -1));
        return new MultiRequest(all);
    }

    private String path() {
        return switch (random.nextInt(RARE) == 0 ? -1 : random.nextInt(8)) {
            case -1 -> "/d".repeat(DEEPEST_LEVELS);
            case 0 -> "/";
            case 1 -> "/a/" + random.nextInt(20);
            case 2 -> "/a/" + random.nextInt(20) + "/" + random.nextInt(5);
            case 3 -> "/" + "deep/".repeat(1 + random.nextInt(200)) + "x";
            case 4 -> "no slash";
            case 5 -> "/a//b/../\u0001\ud800";
            case 6 -> "/zookeeper/quota/a/zookeeper_limits";
            default -> AREA;
        };
    }
}
