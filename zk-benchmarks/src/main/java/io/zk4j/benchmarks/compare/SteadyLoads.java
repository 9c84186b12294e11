/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.compare.SteadyLoad.Preparation;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;

/** The workloads of one server in which the same requests come again and again. */
final class SteadyLoads {
    private static final int CONNECTIONS = 16;
    private static final int UNDER_WAY = 32;
    private static final int CHILDREN = 1_000;

    private SteadyLoads() {}

    static List<SteadyLoad> all() {
        return List.of(
                busy("get-100", "16 × 32 get 100 B", znodes("/get-100", 100), get("/get-100"), rateAndCpu(10)),
                busy("get-1k", "16 × 32 get 1 KiB", znodes("/get-1k", 1024), get("/get-1k"), rateAndCpu(8)),
                busy(
                        "set-100",
                        "16 × 32 set 100 B, fsync on",
                        znodes("/set-100", 100),
                        set("/set-100", 100),
                        rateAndCpu(4)),
                busy(
                        "create-delete",
                        "16 × 32 create+delete",
                        znodes("/create", 0),
                        SteadyLoads::createDelete,
                        rateAndCpu(3)),
                busy(
                        "children-1000",
                        "getChildren of 1,000",
                        SteadyLoads::children,
                        SteadyLoads::getChildren,
                        rateAndCpu(10)),
                single(
                        "one-get",
                        "one connection, get",
                        znodes("/one-get", 100),
                        get("/one-get"),
                        List.of(new Need(Metric.P50, 0.6), new Need(Metric.P99, 0.6), new Need(Metric.CPU, 0.3))),
                single(
                        "one-set",
                        "one connection, set, fsync on",
                        znodes("/one-set", 100),
                        set("/one-set", 100),
                        List.of(new Need(Metric.P50, 0.75), new Need(Metric.CPU, 0.4))));
    }

    private static SteadyLoad busy(
            String name, String title, Preparation prepare, IntFunction<List<Request>> requests, List<Need> needs) {
        return new SteadyLoad(name, title, CONNECTIONS, UNDER_WAY, prepare, requests, needs);
    }

    private static SteadyLoad single(
            String name, String title, Preparation prepare, IntFunction<List<Request>> requests, List<Need> needs) {
        return new SteadyLoad(name, title, 1, 1, prepare, requests, needs);
    }

    /** So many times the rate, and so many times less CPU time for each. */
    private static List<Need> rateAndCpu(int times) {
        return List.of(new Need(Metric.RATE, times), new Need(Metric.CPU, 1.0 / times));
    }

    /** A znode for each connection, below a parent. */
    private static Preparation znodes(String parent, int dataBytes) {
        return connection -> {
            ensure(connection, create(parent, 0));
            for (int i = 0; i < CONNECTIONS; i++) {
                ensure(connection, create(parent + "/" + i, dataBytes));
            }
        };
    }

    private static void children(WireConnection connection) throws IOException {
        ensure(connection, create("/children", 0));
        for (int i = 0; i < CHILDREN; i++) {
            ensure(connection, create("/children/child-" + i, 0));
        }
    }

    private static IntFunction<List<Request>> get(String parent) {
        return i -> List.of(new GetDataRequest(parent + "/" + i, false));
    }

    private static IntFunction<List<Request>> set(String parent, int dataBytes) {
        return i -> List.of(new SetDataRequest(parent + "/" + i, data(dataBytes), -1));
    }

    private static List<Request> getChildren(int connection) {
        return List.of(new GetChildrenRequest("/children", false));
    }

    private static List<Request> createDelete(int connection) {
        String path = "/create/" + connection + "/node";
        return List.of(create(path, 100), new DeleteRequest(path, -1));
    }

    static void ensure(WireConnection connection, Request create) throws IOException {
        int error = connection.call(create).err();
        if (error != ErrorCode.OK.code() && error != ErrorCode.NODE_EXISTS.code()) {
            throw new IOException(create + " was answered with error " + error);
        }
    }

    static Request create(String path, int dataBytes) {
        return new CreateRequest(OpCode.CREATE, path, data(dataBytes), Acl.OPEN_UNSAFE, 0);
    }

    static Bytes data(int bytes) {
        return Bytes.wrap(new byte[bytes]);
    }
}
