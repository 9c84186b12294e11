/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework.sim;

import io.zk4j.client.Children;
import io.zk4j.client.Created;
import io.zk4j.client.Node;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.Refusals;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The znodes of the ensemble, with the semantics of the servers as far as recipes use them. */
final class SimTree {
    /** One znode. */
    private record Znode(
            Bytes data, long czxid, long mzxid, long pzxid, int version, int cversion, long owner, boolean container) {
        Stat stat(int children) {
            return new Stat(czxid, mzxid, 0, 0, version, cversion, 0, owner, data.length(), children, pzxid);
        }
    }

    private final BiConsumer<String, WatchEvent.Kind> onChange;
    private TreeMap<String, Znode> znodes = new TreeMap<>();
    private List<Runnable> changes = new ArrayList<>();
    private long zxid;

    SimTree(BiConsumer<String, WatchEvent.Kind> onChange) {
        this.onChange = onChange;
        znodes.put("/", new Znode(Bytes.EMPTY, 0, 0, 0, 0, 0, 0, false));
    }

    long zxid() {
        return zxid;
    }

    /** All or nothing; watches are told afterwards. */
    List<OpResult> apply(List<Op> ops, long session) {
        var before = ops.size() == 1 ? znodes : new TreeMap<>(znodes); // one alone changes nothing before it fails
        changes = new ArrayList<>();
        zxid++;
        var results = new ArrayList<OpResult>();
        for (int i = 0; i < ops.size(); i++) {
            try {
                results.add(apply(ops.get(i), session));
            } catch (ZkException failed) {
                znodes = before;
                throw ops.size() == 1
                        ? failed
                        : Refusals.multi(i, failed, ops.get(i).path());
            }
        }
        changes.forEach(Runnable::run);
        return results;
    }

    private OpResult apply(Op op, long session) {
        if (op instanceof Op.Create create) {
            Created created = create(create, session);
            return new OpResult(created.path(), created.stat());
        } else if (op instanceof Op.Set set) {
            Znode old = inVersion(OpCode.SET_DATA, set.path(), set.version());
            var next = new Znode(
                    set.data(),
                    old.czxid(),
                    zxid,
                    old.pzxid(),
                    old.version() + 1,
                    old.cversion(),
                    old.owner(),
                    old.container());
            znodes.put(set.path(), next);
            changed(set.path(), WatchEvent.Kind.DATA_CHANGED);
            return new OpResult(
                    set.path(), next.stat(children(set.path()).names().size()));
        } else if (op instanceof Op.Delete delete) {
            inVersion(OpCode.DELETE, delete.path(), delete.version());
            if (!names(delete.path()).isEmpty()) {
                throw Refusals.refused(OpCode.DELETE, delete.path(), ErrorCode.NOT_EMPTY);
            }
            remove(delete.path());
            return new OpResult(delete.path(), null);
        }
        var check = (Op.Check) op;
        inVersion(OpCode.CHECK, check.path(), check.version());
        return new OpResult(check.path(), null);
    }

    private Created create(Op.Create create, long session) {
        var mode = create.options().mode();
        String parent = create.path().lastIndexOf('/') == 0
                ? "/"
                : create.path().substring(0, create.path().lastIndexOf('/'));
        Znode above = znodes.get(parent);
        if (above == null) {
            throw Refusals.refused(OpCode.CREATE2, create.path(), ErrorCode.NO_NODE);
        }
        String path = mode.isSequential() ? create.path() + tenDigits(above.cversion()) : create.path();
        if (znodes.containsKey(path)) {
            throw Refusals.refused(OpCode.CREATE2, path, ErrorCode.NODE_EXISTS);
        }
        var znode =
                new Znode(create.data(), zxid, zxid, zxid, 0, 0, mode.isEphemeral() ? session : 0, mode.isContainer());
        znodes.put(path, znode);
        touch(parent, 1);
        changed(path, WatchEvent.Kind.CREATED);
        changed(parent, WatchEvent.Kind.CHILDREN_CHANGED);
        return new Created(path, znode.stat(0));
    }

    private static String tenDigits(int number) { // a format would take longer than the rest of the create
        String digits = Integer.toString(number);
        return "0".repeat(10 - digits.length()) + digits;
    }

    /** The sequence counts creates only, so that numbers show who came before whom. */
    private void touch(String parent, int created) {
        Znode above = znodes.get(parent);
        znodes.put(
                parent,
                new Znode(
                        above.data(),
                        above.czxid(),
                        above.mzxid(),
                        zxid,
                        above.version(),
                        above.cversion() + created,
                        above.owner(),
                        above.container()));
    }

    private void remove(String path) {
        znodes.remove(path);
        touch(Paths.parent(path), 0);
        changed(path, WatchEvent.Kind.DELETED);
        changed(Paths.parent(path), WatchEvent.Kind.CHILDREN_CHANGED);
    }

    /** What the end of a session takes with it. */
    void endSession(long session) {
        changes = new ArrayList<>();
        zxid++;
        var own = znodes.entrySet().stream()
                .filter(entry -> entry.getValue().owner() == session)
                .map(entry -> entry.getKey())
                .toList();
        own.forEach(this::remove);
        changes.forEach(Runnable::run);
    }

    /** Deletes the containers that are empty, as servers do from time to time. */
    void deleteEmptyContainers() {
        var empty = znodes.entrySet().stream()
                .filter(entry ->
                        entry.getValue().container() && entry.getValue().cversion() > 0)
                .map(entry -> entry.getKey())
                .filter(path -> names(path).isEmpty())
                .toList();
        empty.forEach(path -> apply(List.of(Op.delete(path, Op.ANY_VERSION)), 0));
    }

    Node get(String path) {
        Znode znode = inVersion(OpCode.GET_DATA, path, Op.ANY_VERSION);
        return new Node(znode.data(), znode.stat(names(path).size()));
    }

    Optional<Stat> exists(String path) {
        return Optional.ofNullable(znodes.get(path))
                .map(znode -> znode.stat(names(path).size()));
    }

    Children children(String path) {
        Znode znode = inVersion(OpCode.GET_CHILDREN2, path, Op.ANY_VERSION);
        var names = names(path);
        return new Children(names, znode.stat(names.size()));
    }

    private List<String> names(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return znodes.subMap(prefix, false, prefix + Character.MAX_VALUE, false).keySet().stream()
                .map(below -> below.substring(prefix.length()))
                .filter(below -> below.indexOf('/') < 0)
                .toList();
    }

    private Znode inVersion(OpCode operation, String path, int version) {
        Znode znode = znodes.get(path);
        if (znode == null) {
            throw Refusals.refused(operation, path, ErrorCode.NO_NODE);
        } else if (version != Op.ANY_VERSION && version != znode.version()) {
            throw Refusals.refused(operation, path, ErrorCode.BAD_VERSION);
        }
        return znode;
    }

    private void changed(String path, WatchEvent.Kind kind) {
        changes.add(() -> onChange.accept(path, kind));
    }
}
