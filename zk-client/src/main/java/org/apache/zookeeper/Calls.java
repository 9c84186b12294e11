/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.WatchChange;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetAllChildrenNumberResponse;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.ReconfigResponse;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.WatcherType;
import io.zk4j.protocol.WhoAmIRequest;
import io.zk4j.protocol.WhoAmIResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.zookeeper.common.PathUtils;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Call} of each operation: checks what can be checked here, puts the chroot in front of paths and takes it off again.
 *
 * <p>Immutable. Every method throws {@link IllegalArgumentException} for a path that is not legal.
 */
final class Calls {
    private final Chroot chroot;

    Calls(Chroot chroot) {
        this.chroot = chroot;
    }

    /** A created node. */
    record Created(String name, @Nullable Stat stat) {}

    /** A node's child names as they were read. */
    record Children(List<String> names, Stat stat) {}

    /** A node's access control list as it was read. */
    record Acls(List<ACL> acl, Stat stat) {}

    Call<Created> create(
            String path,
            byte @Nullable [] data,
            @Nullable List<ACL> acl,
            CreateMode mode,
            boolean withStat,
            long ttlMillis) {
        PathUtils.validatePath(path, mode.isSequential());
        TimeToLive.check(mode, ttlMillis);
        String serverPath = chroot.toServer(path);
        Request request = mode.isTTL()
                ? new CreateTtlRequest(serverPath, Wire.bytes(data), Wire.acls(acl), mode.toFlag(), ttlMillis)
                : new CreateRequest(
                        createOpCode(mode, withStat), serverPath, Wire.bytes(data), Wire.acls(acl), mode.toFlag());
        return Call.of(request, this::created);
    }

    private static OpCode createOpCode(CreateMode mode, boolean withStat) {
        if (mode.isContainer()) {
            return OpCode.CREATE_CONTAINER;
        }
        return withStat ? OpCode.CREATE2 : OpCode.CREATE;
    }

    private Created created(Response response) {
        if (response instanceof Create2Response create) {
            return new Created(chroot.toClient(create.path()), Wire.stat(create.stat()));
        }
        return new Created(chroot.toClient(((CreateResponse) response).path()), null);
    }

    Call<Response> delete(String path, int version) {
        PathUtils.validatePath(path);
        // The root of a chroot is an ordinary node to the server, but to the application it is the root, which cannot
        // go.
        return Call.ofNothing(new DeleteRequest(path.equals("/") ? path : chroot.toServer(path), version));
    }

    Call<Stat> exists(String path, @Nullable Watcher watcher) {
        String serverPath = serverPath(path);
        return watched(new ExistsRequest(serverPath, watcher != null), Kind.EXIST, serverPath, watcher, Calls::stat);
    }

    Call<GetDataResponse> getData(String path, @Nullable Watcher watcher) {
        return getDataAt(serverPath(path), watcher);
    }

    /** Reads the membership, which lives outside every chroot. */
    Call<GetDataResponse> getConfig(@Nullable Watcher watcher) {
        return getDataAt(ZooDefs.CONFIG_NODE, watcher);
    }

    private static Call<GetDataResponse> getDataAt(String serverPath, @Nullable Watcher watcher) {
        return watched(new GetDataRequest(serverPath, watcher != null), Kind.DATA, serverPath, watcher, response ->
                (GetDataResponse) response);
    }

    Call<Stat> setData(String path, byte @Nullable [] data, int version) {
        return Call.of(new SetDataRequest(serverPath(path), Wire.bytes(data), version), Calls::stat);
    }

    Call<Acls> getAcl(String path) {
        return Call.of(new GetAclRequest(serverPath(path)), response -> {
            var acls = (GetAclResponse) response;
            return new Acls(Wire.acl(acls.acls()), Wire.stat(acls.stat()));
        });
    }

    Call<Stat> setAcl(String path, @Nullable List<ACL> acl, int aclVersion) {
        return Call.of(new SetAclRequest(serverPath(path), Wire.acls(acl), aclVersion), Calls::stat);
    }

    Call<List<String>> getChildren(String path, @Nullable Watcher watcher) {
        String serverPath = serverPath(path);
        return watched(
                new GetChildrenRequest(serverPath, watcher != null),
                Kind.CHILD,
                serverPath,
                watcher,
                response -> new ArrayList<>(((GetChildrenResponse) response).children()));
    }

    Call<Children> getChildrenAndStat(String path, @Nullable Watcher watcher) {
        String serverPath = serverPath(path);
        return watched(
                new GetChildren2Request(serverPath, watcher != null), Kind.CHILD, serverPath, watcher, response -> {
                    var children = (GetChildren2Response) response;
                    return new Children(new ArrayList<>(children.children()), Wire.stat(children.stat()));
                });
    }

    Call<Integer> getAllChildrenNumber(String path) {
        return Call.of(
                new GetAllChildrenNumberRequest(serverPath(path)),
                response -> ((GetAllChildrenNumberResponse) response).totalNumber());
    }

    Call<List<String>> getEphemerals(String prefixPath) {
        PathUtils.validatePath(prefixPath);
        return Call.of(new GetEphemeralsRequest(chroot.prefixToServer(prefixPath)), response -> {
            var paths = new ArrayList<String>();
            ((GetEphemeralsResponse) response).ephemerals().forEach(path -> paths.add(chroot.toClient(path)));
            return paths;
        });
    }

    Call<Response> sync(String path) {
        return Call.ofNothing(new SyncRequest(serverPath(path)));
    }

    Call<List<ClientInfo>> whoAmI() {
        return Call.of(new WhoAmIRequest(), response -> {
            var infos = new ArrayList<ClientInfo>();
            ((WhoAmIResponse) response)
                    .clientInfo()
                    .forEach(info -> infos.add(new ClientInfo(info.authScheme(), info.user())));
            return infos;
        });
    }

    /**
     * A multi of writes or of reads.
     *
     * @throws IllegalArgumentException if it has both, or a path is not legal
     * @throws KeeperException if the server would refuse an argument
     */
    Call<List<OpResult>> multi(Iterable<Op> ops) throws KeeperException {
        var requests = new ArrayList<Request>();
        Op.@Nullable OpKind kind = null;
        for (Op op : ops) {
            op.validate();
            if (kind != null && kind != op.getKind()) {
                throw new IllegalArgumentException(
                        "a multi has either writes or reads; " + op.getPath() + " is the first of the other kind");
            }
            kind = op.getKind();
            requests.add(op.toRequest(chroot::toServer));
        }
        Request request = kind == Op.OpKind.READ ? new MultiReadRequest(requests) : new MultiRequest(requests);
        return Call.of(request, response -> Wire.opResults(((MultiResponse) response).results(), chroot));
    }

    Call<GetDataResponse> reconfigure(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig) {
        return Call.of(new ReconfigRequest(joining, leaving, newMembers, fromConfig), response -> {
            var config = (ReconfigResponse) response;
            return new GetDataResponse(config.data(), config.stat());
        });
    }

    Call<Response> addWatch(String path, Watcher watcher, AddWatchMode mode) {
        String serverPath = serverPath(path);
        Kind kind = mode == AddWatchMode.PERSISTENT ? Kind.PERSISTENT : Kind.PERSISTENT_RECURSIVE;
        return watched(
                new AddWatchRequest(serverPath, mode.getMode()), kind, serverPath, watcher, response -> response);
    }

    /**
     * Removes watches.
     *
     * @param watcher the one to remove; null for all. A server keeps one watch for all watchers of a path, so one that goes alone is
     *     only asked about
     * @param local whether to remove even if the server cannot be asked
     */
    Call<Response> removeWatches(
            String path, @Nullable Watcher watcher, Watcher.WatcherType watcherType, boolean local) {
        String serverPath = serverPath(path);
        int code = watcherType.getIntValue();
        WatcherType type = Objects.requireNonNull(WatcherType.of(code));
        Request request = watcher == null
                ? new RemoveWatchesRequest(serverPath, code)
                : new CheckWatchesRequest(serverPath, code);
        return new Call<>(request, new WatchChange.Remove<>(serverPath, watcher, type, local), response -> response);
    }

    private static <T> Call<T> watched(
            Request request, Kind kind, String serverPath, @Nullable Watcher watcher, Function<Response, T> result) {
        return new Call<>(request, watcher == null ? null : new WatchChange.Add<>(kind, serverPath, watcher), result);
    }

    private String serverPath(String path) {
        PathUtils.validatePath(path);
        return chroot.toServer(path);
    }

    private static Stat stat(Response response) {
        return Wire.stat(((StatResponse) response).stat());
    }

    static Bytes credential(byte @Nullable [] auth) {
        return auth == null ? Bytes.EMPTY : Bytes.copyOf(auth);
    }
}
