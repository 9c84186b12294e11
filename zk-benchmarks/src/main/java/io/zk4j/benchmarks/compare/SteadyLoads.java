/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.compare.SteadyLoad.Preparation;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** The workloads in which the same requests come again and again. */
final class SteadyLoads {
    private static final int CONNECTIONS = 16;
    /** One more, with which the replies are taken that the echo server is to give. */
    private static final int ZNODES = CONNECTIONS + 1;

    private static final Pace BUSY = Pace.underWay(32);
    private static final int OFFERED_PER_SECOND = 10_000;
    private static final int CHILDREN = 1_000;
    private static final int SETS_PER_MULTI = 10;
    private static final int MIX = 10;

    private SteadyLoads() {}

    static List<Workload> ofOneServer() {
        return List.of(
                busy("get-100", "16 × 32 get 100 B", Tree.fan("/get-100", ZNODES, 100), get("/get-100"), times(10)),
                busy("get-1k", "16 × 32 get 1 KiB", Tree.fan("/get-1k", ZNODES, 1024), get("/get-1k"), times(8)),
                busy(
                        "set-100",
                        "16 × 32 set 100 B, fsync on",
                        Tree.fan("/set-100", ZNODES, 100),
                        set("/set-100", 100),
                        times(4)),
                busy(
                        "set-1k",
                        "16 × 32 set 1 KiB, fsync on",
                        Tree.fan("/set-1k", ZNODES, 1024),
                        set("/set-1k", 1024),
                        List.of()),
                busy(
                        "create-delete",
                        "16 × 32 create+delete",
                        Tree.fan("/create", ZNODES, 0),
                        SteadyLoads::createDelete,
                        times(3)),
                busy(
                        "children-1000",
                        "getChildren of 1,000",
                        Tree.fan("/children", CHILDREN, 0),
                        i -> List.of(new GetChildrenRequest("/children", false)),
                        times(10)),
                busy("mix-90-10", "16 × 32, 90 % get 10 % set", mixed(), mix(1), List.of()),
                busy("mix-50-50", "16 × 32, 50 % get 50 % set", mixed(), mix(MIX / 2), List.of()),
                busy(
                        "multi-10",
                        "multi of 10 sets",
                        Tree.fan("/multi", ZNODES * SETS_PER_MULTI, 100),
                        SteadyLoads::multi,
                        times(3)),
                new SteadyLoad(
                        "offered-10000",
                        "10,000 requests/s offered, 90 % get 10 % set",
                        Stand::single,
                        CONNECTIONS,
                        Pace.perSecond(OFFERED_PER_SECOND),
                        mixed(),
                        mix(1),
                        List.of()),
                single(
                        "one-get",
                        "one connection, get",
                        get("/one"),
                        List.of(new Need(Metric.P50, 0.6), new Need(Metric.P99, 0.6), new Need(Metric.CPU, 0.3))),
                single(
                        "one-exists",
                        "one connection, exists",
                        i -> List.of(new ExistsRequest("/one/" + i, false)),
                        List.of()),
                single(
                        "one-set",
                        "one connection, set, fsync on",
                        set("/one", 100),
                        List.of(new Need(Metric.P50, 0.75), new Need(Metric.CPU, 0.4))),
                single(
                        "one-create",
                        "one connection, create+delete, fsync on",
                        i -> createDelete("/one/" + i + "/node"),
                        List.of()));
    }

    static List<Workload> ofThreeServers() {
        return List.of(
                spread("three-set", "3 servers, set 100 B", set("/three", 100), times(4)),
                spread("three-get", "3 servers, get 100 B", get("/three"), List.of()));
    }

    private static Workload busy(
            String name, String title, Preparation prepare, IntFunction<List<Request>> requests, List<Need> needs) {
        return new SteadyLoad(name, title, Stand::single, CONNECTIONS, BUSY, prepare, requests, needs);
    }

    private static Workload single(String name, String title, IntFunction<List<Request>> requests, List<Need> needs) {
        var prepare = Tree.fan("/one", 2, 100);
        return new SteadyLoad(name, title, Stand::single, 1, Pace.closedLoop(), prepare, requests, needs);
    }

    private static Workload spread(String name, String title, IntFunction<List<Request>> requests, List<Need> needs) {
        var prepare = Tree.fan("/three", ZNODES, 100);
        return new SteadyLoad(name, title, Stand::three, CONNECTIONS, BUSY, prepare, requests, needs);
    }

    /** So many times the rate, and so many times less CPU time for each. */
    private static List<Need> times(int ratio) {
        return List.of(new Need(Metric.RATE, ratio), new Need(Metric.CPU, 1.0 / ratio));
    }

    private static IntFunction<List<Request>> get(String parent) {
        return i -> List.of(new GetDataRequest(parent + "/" + i, false));
    }

    private static IntFunction<List<Request>> set(String parent, int dataBytes) {
        return i -> List.of(new SetDataRequest(parent + "/" + i, Tree.data(dataBytes), -1));
    }

    private static List<Request> createDelete(int connection) {
        return createDelete("/create/" + connection + "/node");
    }

    private static List<Request> createDelete(String path) {
        return List.of(Tree.create(path, 100), new DeleteRequest(path, -1));
    }

    private static List<Request> multi(int connection) {
        var sets = new ArrayList<Request>();
        for (int i = 0; i < SETS_PER_MULTI; i++) {
            sets.add(new SetDataRequest("/multi/" + (connection * SETS_PER_MULTI + i), Tree.data(100), -1));
        }
        return List.of(new MultiRequest(sets));
    }

    private static Preparation mixed() {
        return Tree.fan("/mixed", ZNODES, 100);
    }

    /** So many of ten requests set the connection's znode, the others get it; connections do not set in step. */
    private static IntFunction<List<Request>> mix(int sets) {
        return connection -> {
            String path = "/mixed/" + connection;
            var requests = new ArrayList<Request>();
            for (int i = 0; i < MIX; i++) {
                boolean isSet = i * sets / MIX != (i + 1) * sets / MIX;
                requests.add(isSet ? new SetDataRequest(path, Tree.data(100), -1) : new GetDataRequest(path, false));
            }
            Collections.rotate(requests, connection);
            return requests;
        };
    }
}
