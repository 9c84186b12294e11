/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.UnknownRequest;
import io.zk4j.protocol.WhoAmIRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Writes random scripts: the same seed, the same script. Requests of every kind that a client may send, mostly sensible. */
public final class ScriptWriter {
    private static final int MULTI_MAX = 5;
    private static final long LONG_TTL_MILLIS = 100_000_000;
    private static final long TTL_LIMIT_MILLIS = 1L << 40;

    private final Random random;
    private final Names names;
    private final Values values;
    private final int sessions;
    private final int inFlightMax;
    private int asked;

    /**
     * @param sessions how many sessions take turns
     * @param inFlightMax how many requests a session may send before it waits for answers
     */
    public ScriptWriter(long seed, int sessions, int inFlightMax) {
        this.inFlightMax = inFlightMax;
        this.random = new Random(seed);
        this.names = new Names(random);
        this.values = new Values(random);
        this.sessions = sessions;
    }

    /** So many further requests, as steps. */
    public List<Step> write(int requests) {
        var steps = new ArrayList<Step>();
        for (int end = asked + requests; asked < end; ) {
            steps.add(step(random.nextInt(sessions)));
        }
        return steps;
    }

    private Step step(int session) {
        return switch (random.nextInt(200)) {
            case 0 -> new Step.Reattach(session);
            case 1 -> new Step.Renew(session);
            case 2, 3 -> new Step.AskWithBody(session, anything(), brokenBody());
            case 4, 5 -> ask(session, new AuthRequest(0, "digest", Values.credential(session)));
            case 6 -> ask(session, endOfConnection());
            default -> batch(session);
        };
    }

    /** Ends with a setACL: Apache's server may or may not apply the new ACL to requests that are in flight behind it. */
    private Step batch(int session) {
        var requests = new ArrayList<Request>();
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(inFlightMax) : 1;
        while (requests.size() < count) {
            var request = anything();
            requests.add(request);
            if (request instanceof SetAclRequest) {
                break;
            }
        }
        asked += requests.size();
        return new Step.Ask(session, requests);
    }

    private Step ask(int session, Request request) {
        asked++;
        return new Step.Ask(session, List.of(request));
    }

    private Request anything() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            return write();
        }
        return kind < 80 ? read() : rare();
    }

    private Request write() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> create(OpCode.CREATE);
            case 3, 4 -> create(OpCode.CREATE2);
            case 5, 6, 7 -> delete();
            case 8, 9 -> setData();
            case 10 -> setAcl();
            default -> new MultiRequest(parts(this::multiPart));
        };
    }

    private Request read() {
        var path = names.path();
        boolean watch = values.coin();
        return switch (random.nextInt(7)) {
            case 0 -> new ExistsRequest(path, watch);
            case 1, 2 -> new GetDataRequest(path, watch);
            case 3 -> new GetChildrenRequest(path, watch);
            case 4 -> new GetChildren2Request(path, watch);
            case 5 -> new GetAclRequest(path);
            default -> new MultiReadRequest(parts(this::multiReadPart));
        };
    }

    private Request rare() {
        var path = names.path();
        return switch (random.nextInt(16)) {
            case 0 -> new SyncRequest(path);
            case 1 -> new GetAllChildrenNumberRequest(path.isEmpty() ? "/" : path);
            case 2 -> new GetEphemeralsRequest(values.coin() ? path : null);
            case 3, 4 -> new AddWatchRequest(path, random.nextInt(20) == 0 ? 7 : random.nextInt(2));
            case 5 -> new RemoveWatchesRequest(path, random.nextInt(7));
            case 6 -> new CheckWatchesRequest(path, random.nextInt(7));
            case 7 -> setWatches();
            case 8 -> setWatches2();
            case 9 -> create(OpCode.CREATE_CONTAINER);
            case 10 -> createTtl();
            case 11 -> new WhoAmIRequest();
            case 12 -> quota();
            case 13 -> new GetDataRequest("/zookeeper/quota/a/zookeeper_stats", values.coin());
            case 14 -> new SetAclRequest(path, Acl.OPEN_UNSAFE, -1);
            default -> random.nextInt(10) == 0 ? new ReconfigRequest("server.9=h:1:2", null, null, -1) : delete();
        };
    }

    private CreateRequest create(OpCode opCode) {
        int flags = opCode == OpCode.CREATE_CONTAINER ? 4 : values.createFlags();
        boolean sequential = flags == 2 || flags == 3;
        var path = sequential ? names.pathBeforeNumber() : names.pathForAnyData();
        return new CreateRequest(opCode, path, values.data(), values.acls(), flags);
    }

    /**
     * Always with a mode that has a time to live: with others Apache's server makes ordinary znodes inside a multi, and does not
     * survive a negative time.
     */
    private CreateTtlRequest createTtl() {
        boolean sequential = values.coin();
        long ttl = switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> TTL_LIMIT_MILLIS;
            default -> LONG_TTL_MILLIS + random.nextInt(1000);
        };
        int flags = sequential ? 6 : 5;
        var path = sequential ? names.pathBeforeNumber() : names.pathForAnyData();
        return new CreateTtlRequest(path, values.data(), values.acls(), flags, ttl);
    }

    private DeleteRequest delete() {
        return new DeleteRequest(names.path(), values.version());
    }

    private SetDataRequest setData() {
        return new SetDataRequest(names.pathForAnyData(), values.data(), values.version());
    }

    private SetAclRequest setAcl() {
        return new SetAclRequest(names.path(), values.acls(), values.version());
    }

    private Request multiPart() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> create(OpCode.CREATE);
            case 5, 6, 7 -> create(OpCode.CREATE2);
            case 8 -> create(OpCode.CREATE_CONTAINER);
            case 9 -> createTtl();
            case 10, 11, 12 -> delete();
            case 13, 14, 15 -> setData();
            case 16, 17, 18 -> new CheckRequest(names.path(), values.version());
            default -> random.nextInt(4) == 0 ? setAcl() : setData();
        };
    }

    private Request multiReadPart() {
        var path = names.path();
        boolean watch = values.coin();
        return values.coin() ? new GetDataRequest(path, watch) : new GetChildrenRequest(path, watch);
    }

    private List<Request> parts(Supplier<Request> part) {
        var parts = new ArrayList<Request>();
        for (int count = random.nextInt(MULTI_MAX + 1); count > 0; count--) {
            parts.add(part.get());
        }
        return parts;
    }

    private Request setWatches() {
        return new SetWatchesRequest(someZxid(), somePaths(), somePaths(), somePaths());
    }

    private Request setWatches2() {
        return new SetWatches2Request(someZxid(), somePaths(), somePaths(), somePaths(), somePaths(), somePaths());
    }

    /** About half of all requests write, so this is sometimes past, sometimes still to come. */
    private long someZxid() {
        return random.nextInt(asked + 1);
    }

    private List<String> somePaths() {
        var paths = new ArrayList<String>();
        for (int count = random.nextInt(3); count > 0; count--) {
            paths.add(names.path());
        }
        return paths;
    }

    private Request quota() {
        var base = "/zookeeper/quota/" + (values.coin() ? "a" : "b");
        return switch (random.nextInt(6)) {
            case 0, 1 -> new CreateRequest(OpCode.CREATE, base, null, Acl.OPEN_UNSAFE, 0);
            case 2 -> new CreateRequest(OpCode.CREATE, base + "/zookeeper_limits", values.quota(), Acl.OPEN_UNSAFE, 0);
            case 3 ->
                new CreateRequest(
                        OpCode.CREATE, base + "/zookeeper_stats", Bytes.ofUtf8("count=0,bytes=0"), Acl.OPEN_UNSAFE, 0);
            case 4 -> new SetDataRequest(base + "/zookeeper_limits", values.quota(), -1);
            default -> new DeleteRequest(base + (values.coin() ? "/zookeeper_limits" : "/zookeeper_stats"), -1);
        };
    }

    /** What a server answers by closing the connection. */
    private Request endOfConnection() {
        return switch (random.nextInt(3)) {
            case 0 -> new UnknownRequest(10 + random.nextInt(2) * 13);
            case 1 -> new AuthRequest(0, "nosuch", Bytes.ofUtf8("credential"));
            default -> new CheckRequest("/a", -1);
        };
    }

    /** Too short for most requests, and beginning with what some take for a length. */
    private Bytes brokenBody() {
        var bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        if (bytes.length > 0) {
            bytes[0] = (byte) (values.coin() ? 0 : -1);
        }
        return Bytes.wrap(bytes);
    }
}
