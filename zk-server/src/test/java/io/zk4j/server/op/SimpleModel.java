/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The server's tree as one would write it down at first: a sorted map, one request after the other, no shortcuts. */
final class SimpleModel {
    TreeMap<String, Node> nodes = new TreeMap<>();

    /** One znode, copied before each change. */
    record Node(
            long czxid, long mzxid, long pzxid, int version, int creates, long owner, int length, boolean container) {}

    SimpleModel() {
        for (String path : List.of("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config")) {
            nodes.put(path, new Node(0, 0, 0, 0, 0, 0, 0, false));
        }
    }

    Stat stat(String path) {
        var n = nodes.get(path);
        int children = childrenOf(path).size();
        return new Stat(
                n.czxid, n.mzxid, 0, 0, n.version, 2 * n.creates - children, 0, n.owner, n.length, children, n.pzxid);
    }

    List<String> childrenOf(String path) {
        var prefix = path.equals("/") ? "/" : path + "/";
        return nodes.keySet().stream()
                .filter(p -> p.startsWith(prefix) && !p.equals("/") && p.indexOf('/', prefix.length()) < 0)
                .toList();
    }

    /** What a request makes of the tree, and what it is answered: a line for each part. */
    List<String> serve(Request request, long session, long zxid) {
        if (request instanceof MultiRequest multi) {
            return serveMulti(multi, session, zxid);
        }
        return List.of(serveOne(request, session, zxid));
    }

    private List<String> serveMulti(MultiRequest multi, long session, long zxid) {
        var before = new TreeMap<>(nodes);
        var answers = new ArrayList<String>();
        for (Request part : multi.requests()) {
            var answer = serveOne(part, session, zxid);
            if (answer.startsWith("!")) {
                nodes = before;
                var failed = new ArrayList<String>();
                answers.forEach(a -> failed.add("!OK"));
                failed.add(answer);
                while (failed.size() < multi.requests().size()) {
                    failed.add("!RUNTIME_INCONSISTENCY");
                }
                return failed;
            }
            answers.add(answer);
        }
        return answers;
    }

    private String serveOne(Request request, long session, long zxid) {
        if (request instanceof CreateRequest create) {
            return create(create, session, zxid);
        }
        if (request instanceof DeleteRequest delete) {
            return delete(delete, zxid);
        }
        if (request instanceof SetDataRequest setData) {
            return setData(setData, zxid);
        }
        if (request instanceof CheckRequest check) {
            var node = nodes.get(check.path());
            return node == null ? error(ErrorCode.NO_NODE) : differs(check.version(), node) ? badVersion() : "done";
        }
        if (request instanceof CloseSessionRequest) {
            new ArrayList<>(nodes.keySet())
                    .stream().filter(path -> nodes.get(path).owner == session).forEach(path -> remove(path, zxid));
            return "done";
        }
        throw new IllegalArgumentException(request.toString());
    }

    private String create(CreateRequest create, long session, long zxid) {
        var mode = CreateMode.ofFlag(create.flags());
        var parentPath = parentOf(create.path());
        var parent = nodes.get(parentPath);
        if (parent == null) {
            return error(ErrorCode.NO_NODE);
        }
        var path = create.path() + (mode.isSequential() ? String.format("%010d", parent.creates) : "");
        if (nodes.containsKey(path)) {
            return error(ErrorCode.NODE_EXISTS);
        }
        if (parent.owner != 0) {
            return error(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        }
        int length = create.data() == null ? 0 : create.data().length();
        nodes.put(path, new Node(zxid, zxid, zxid, 0, 0, mode.isEphemeral() ? session : 0, length, mode.isContainer()));
        nodes.put(
                parentPath,
                new Node(
                        parent.czxid,
                        parent.mzxid,
                        zxid,
                        parent.version,
                        parent.creates + 1,
                        parent.owner,
                        parent.length,
                        parent.container));
        return path + " " + stat(path);
    }

    private String delete(DeleteRequest delete, long zxid) {
        if (!nodes.containsKey(parentOf(delete.path())) || !nodes.containsKey(delete.path())) {
            return error(ErrorCode.NO_NODE);
        }
        if (differs(delete.version(), nodes.get(delete.path()))) {
            return badVersion();
        }
        if (!childrenOf(delete.path()).isEmpty()) {
            return error(ErrorCode.NOT_EMPTY);
        }
        remove(delete.path(), zxid);
        return "done";
    }

    private void remove(String path, long zxid) {
        nodes.remove(path);
        var p = nodes.get(parentOf(path));
        nodes.put(
                parentOf(path), new Node(p.czxid, p.mzxid, zxid, p.version, p.creates, p.owner, p.length, p.container));
    }

    private String setData(SetDataRequest set, long zxid) {
        var n = nodes.get(set.path());
        if (n == null) {
            return error(ErrorCode.NO_NODE);
        }
        if (differs(set.version(), n)) {
            return badVersion();
        }
        int length = set.data() == null ? 0 : set.data().length();
        nodes.put(set.path(), new Node(n.czxid, zxid, n.pzxid, n.version + 1, n.creates, n.owner, length, n.container));
        return stat(set.path()).toString();
    }

    private static boolean differs(int expected, Node node) {
        return expected != -1 && expected != node.version;
    }

    private static String badVersion() {
        return error(ErrorCode.BAD_VERSION);
    }

    private static String error(ErrorCode code) {
        return "!" + code;
    }

    private static String parentOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }
}
