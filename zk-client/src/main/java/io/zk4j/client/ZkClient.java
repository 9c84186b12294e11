/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.ConnectString;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchMode;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetAllChildrenNumberResponse;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.WhoAmIRequest;
import io.zk4j.protocol.WhoAmIResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ZooKeeper client whose calls return at once and complete later.
 *
 * <p>Every call has a deadline, by default the session timeout. A stage that fails does so with a {@link ZkException}, which says
 * whether to retry, to check or to give up; a path that is not valid is refused at once with an {@link IllegalArgumentException}.
 * Stages complete and watches are told on the executor for callbacks, one at a time, in the order of the session: a watch event comes
 * before the result of any call that could show the change.
 *
 * <p>Thread-safe. {@link #below} and {@link #within} give further views of the same session, which ends when any of them is closed.
 */
public final class ZkClient implements AutoCloseable {
    /** Where the servers keep the configuration of the ensemble, whatever the chroot of a client. */
    private static final String CONFIG_PATH = "/zookeeper/config";

    private static final int CLOSE_SECONDS_MAX = 10;

    /** Who says "for ever" gets so long, a number of milliseconds that can be added to the time. */
    private static final Duration DEADLINE_MAX = Duration.ofDays(36_500);

    private final SharedSession shared;
    private final Chroot chroot;
    private final long deadlineMillis;

    ZkClient(SharedSession shared, Chroot chroot, long deadlineMillis) {
        this.shared = shared;
        this.chroot = chroot;
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * A client with default settings.
     *
     * @param connectString servers and an optional chroot, as in {@code zk1:2181,zk2:2181/app}
     * @return the client, which is still connecting
     */
    public static ZkClient connect(String connectString) {
        return builder(connectString).open();
    }

    /**
     * Starts from the defaults.
     *
     * @param connectString servers and an optional chroot, as in {@code zk1:2181,zk2:2181/app}
     * @return a builder
     */
    public static ZkClientBuilder builder(String connectString) {
        return new ZkClientBuilder(connectString);
    }

    // ---- views

    /**
     * A view of the same session whose paths are relative to {@code path}.
     *
     * @param path the znode, below the chroot of this view
     * @return the view
     */
    public ZkClient below(String path) {
        return new ZkClient(shared, Chroot.of(chroot.toServer(Paths.validate(path))), deadlineMillis);
    }

    /**
     * A view of the same session with another deadline for each call.
     *
     * @param deadline how long a call may take, a millisecond at least
     * @return the view
     * @throws IllegalArgumentException if it is shorter
     */
    public ZkClient within(Duration deadline) {
        return new ZkClient(shared, chroot, deadlineMillis(deadline));
    }

    static long deadlineMillis(Duration deadline) {
        if (deadline.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a deadline of " + deadline + " leaves no time");
        }
        return deadline.compareTo(DEADLINE_MAX) < 0 ? deadline.toMillis() : DEADLINE_MAX.toMillis();
    }

    // ---- writes

    /**
     * Creates a persistent znode that everybody may access.
     *
     * @param path the znode, below the chroot of this view
     * @param data the data
     * @return the path and the metadata of the new znode
     */
    public CompletionStage<Created> create(String path, Bytes data) {
        return create(path, data, CreateOptions.PERSISTENT);
    }

    /**
     * Creates a znode of any kind; a sequential one gets its number behind the path.
     *
     * @param path the znode, below the chroot of this view
     * @param data the data
     * @param options its kind and who may do what with it
     * @return the path and the metadata of the new znode
     */
    public CompletionStage<Created> create(String path, Bytes data, CreateOptions options) {
        return call(path, Op.create(path, data, options).request(chroot), response -> {
            var created = Replies.as(Create2Response.class, response);
            return new Created(chroot.toClient(created.path()), created.stat());
        });
    }

    /**
     * Replaces the data, whatever the version.
     *
     * @param path the znode, below the chroot of this view
     * @param data the data
     * @return the metadata afterwards
     */
    public CompletionStage<Stat> set(String path, Bytes data) {
        return set(path, data, Op.ANY_VERSION);
    }

    /**
     * Replaces the data if the znode is in this version, else fails with {@link BadVersionException}.
     *
     * @param path the znode, below the chroot of this view
     * @param data the data
     * @param version the version that the znode must have; -1 for any
     * @return the metadata afterwards
     */
    public CompletionStage<Stat> set(String path, Bytes data, int version) {
        return call(path, new SetDataRequest(serverPath(path), data, version), Replies::stat);
    }

    /**
     * Deletes a znode without children, whatever the version.
     *
     * @param path the znode, below the chroot of this view
     * @return done when it is deleted
     */
    public CompletionStage<Void> delete(String path) {
        return delete(path, Op.ANY_VERSION);
    }

    /**
     * Deletes a znode without children if it is in this version, else fails with {@link BadVersionException}.
     *
     * @param path the znode, below the chroot of this view
     * @param version the version that the znode must have; -1 for any
     * @return done when it is deleted
     */
    public CompletionStage<Void> delete(String path, int version) {
        return command(path, new DeleteRequest(serverPath(path), version));
    }

    /**
     * Carries out all operations or none, else fails with {@link MultiFailedException}.
     *
     * @param ops the operations, in their order
     * @return what became of each operation, in their order
     */
    public CompletionStage<List<OpResult>> multi(List<Op> ops) {
        var copy = List.copyOf(ops);
        var request =
                new MultiRequest(copy.stream().map(op -> op.request(chroot)).toList());
        return this.call(
                null, request, response -> MultiResults.of(copy, Replies.as(MultiResponse.class, response), chroot));
    }

    /**
     * Changes the servers of the ensemble.
     *
     * @param change what is to be different
     * @return the new configuration, as {@link #config} reads it
     */
    public CompletionStage<Node> reconfigure(EnsembleChange change) {
        return call(CONFIG_PATH, change.request(), Replies::config);
    }

    /**
     * Replaces the ACL; {@code aclVersion} is the {@code aversion} of the {@link Stat}, or -1 for any.
     *
     * @param path the znode, below the chroot of this view
     * @param acls who may do what from now on
     * @param aclVersion the version that its list must have; -1 for any
     * @return the metadata afterwards
     */
    public CompletionStage<Stat> setAcl(String path, List<Acl> acls, int aclVersion) {
        return call(path, new SetAclRequest(serverPath(path), acls, aclVersion), Replies::stat);
    }

    // ---- reads

    /**
     * Reads data and metadata.
     *
     * @param path the znode, below the chroot of this view
     * @return data and metadata
     */
    public CompletionStage<Node> get(String path) {
        return call(path, new GetDataRequest(serverPath(path), false), Replies::node);
    }

    /**
     * Reads a znode and watches for its next change or its deletion.
     *
     * @param path the znode, below the chroot of this view
     * @param listener told of it, on the executor for callbacks
     * @return data and metadata, and the watch
     */
    public CompletionStage<Watched<Node>> getAndWatch(String path, Consumer<WatchEvent> listener) {
        return readAndWatch(path, Kind.DATA, listener, new GetDataRequest(serverPath(path), true), 0, Replies::node);
    }

    /**
     * The metadata of a znode; empty if it is not there.
     *
     * @param path the znode, below the chroot of this view
     * @return the metadata; empty if the znode is not there
     */
    public CompletionStage<Optional<Stat>> exists(String path) {
        var request = new ExistsRequest(serverPath(path), false);
        return call(path, request, ErrorCode.NO_NODE.code(), Replies::optionalStat);
    }

    /**
     * Looks for a znode and watches for its creation, its next change or its deletion.
     *
     * @param path the znode, below the chroot of this view
     * @param listener told of it, on the executor for callbacks
     * @return the metadata, empty if the znode is not there, and the watch
     */
    public CompletionStage<Watched<Optional<Stat>>> existsAndWatch(String path, Consumer<WatchEvent> listener) {
        var request = new ExistsRequest(serverPath(path), true);
        return readAndWatch(path, Kind.EXIST, listener, request, ErrorCode.NO_NODE.code(), Replies::optionalStat);
    }

    /**
     * Reads the names of the children, in no particular order, and the metadata.
     *
     * @param path the znode, below the chroot of this view
     * @return names and metadata
     */
    public CompletionStage<Children> children(String path) {
        return call(path, new GetChildren2Request(serverPath(path), false), Replies::children);
    }

    /**
     * Lists the children and watches for the next that comes or goes.
     *
     * @param path the znode, below the chroot of this view
     * @param listener told of it, on the executor for callbacks
     * @return names and metadata, and the watch
     */
    public CompletionStage<Watched<Children>> childrenAndWatch(String path, Consumer<WatchEvent> listener) {
        var request = new GetChildren2Request(serverPath(path), true);
        return readAndWatch(path, Kind.CHILD, listener, request, 0, Replies::children);
    }

    /**
     * Reads who may do what, and the metadata.
     *
     * @param path the znode, below the chroot of this view
     * @return the list and the metadata
     */
    public CompletionStage<NodeAcl> acl(String path) {
        return call(path, new GetAclRequest(serverPath(path)), response -> {
            var acl = Replies.as(GetAclResponse.class, response);
            return new NodeAcl(acl.acls(), acl.stat());
        });
    }

    /**
     * How many znodes there are below a znode, at any depth.
     *
     * @param path the znode, below the chroot of this view
     * @return their number
     */
    public CompletionStage<Integer> countBelow(String path) {
        return call(
                path,
                new GetAllChildrenNumberRequest(serverPath(path)),
                response ->
                        Replies.as(GetAllChildrenNumberResponse.class, response).totalNumber());
    }

    /**
     * The ephemeral znodes of this session whose path begins with {@code prefix}.
     *
     * @param prefix how the paths must begin; "/" for all of this view
     * @return their paths, below the chroot of this view
     */
    public CompletionStage<List<String>> ephemerals(String prefix) {
        return call(
                prefix,
                new GetEphemeralsRequest(chroot.prefixToServer(Paths.validate(prefix))),
                response -> Replies.as(GetEphemeralsResponse.class, response).ephemerals().stream()
                        .map(chroot::toClient)
                        .toList());
    }

    /**
     * Completes when the server has caught up with everything that was committed when this call was made.
     *
     * @param path the znode, below the chroot of this view
     * @return done when it has
     */
    public CompletionStage<Void> sync(String path) {
        return command(path, new SyncRequest(serverPath(path)));
    }

    /**
     * Carries out several reads in one go, each of which succeeds or fails by itself.
     *
     * @param reads the reads
     * @return what became of each read, in their order
     */
    public CompletionStage<List<ReadResult>> multiRead(List<Read> reads) {
        var copy = List.copyOf(reads);
        var request = new MultiReadRequest(
                copy.stream().map(read -> read.request(chroot)).toList());
        return this.call(null, request, response -> Replies.reads(copy, response));
    }

    /**
     * The servers of the ensemble as they name themselves, a line for each, and the version of that.
     *
     * @return a line for each server, and metadata
     */
    public CompletionStage<Node> config() {
        return withoutChroot().get(CONFIG_PATH);
    }

    /**
     * Reads the servers of the ensemble and watches for their next change.
     *
     * @param listener told of it, on the executor for callbacks
     * @return a line for each server and metadata, and the watch
     */
    public CompletionStage<Watched<Node>> configAndWatch(Consumer<WatchEvent> listener) {
        return withoutChroot().getAndWatch(CONFIG_PATH, listener);
    }

    private ZkClient withoutChroot() {
        return new ZkClient(shared, Chroot.NONE, deadlineMillis);
    }

    // ---- watches that stay

    /**
     * Watches until the handle is closed or the session is over, across changes of server.
     *
     * @param path the znode, below the chroot of this view
     * @param mode whether what is below is watched as well
     * @param listener told of it, on the executor for callbacks
     * @return the watch, once the server has set it
     */
    public CompletionStage<WatchHandle> watch(String path, WatchMode mode, Consumer<WatchEvent> listener) {
        boolean subtree = mode == WatchMode.SUBTREE;
        var watch = newWatch(path, subtree ? Kind.PERSISTENT_RECURSIVE : Kind.PERSISTENT, listener);
        var serverMode = subtree ? AddWatchMode.PERSISTENT_RECURSIVE : AddWatchMode.PERSISTENT;
        var request = new AddWatchRequest(watch.serverPath(), serverMode.code());
        return added(watch, request, shared.<WatchHandle>call(request, path, 0, response -> watch));
    }

    // ---- the session

    /**
     * Adds an identity to this session. A server that refuses the credential ends the session.
     *
     * @param scheme such as {@code digest}
     * @param credential what proves it; for {@code digest}, {@code user:password}
     */
    public void addAuth(String scheme, Bytes credential) {
        shared.session().addAuth(scheme, credential);
    }

    /**
     * The identities of this session.
     *
     * @return schemes and names
     */
    public CompletionStage<List<ClientInfo>> whoAmI() {
        return this.call(
                null,
                new WhoAmIRequest(),
                response -> Replies.as(WhoAmIResponse.class, response).clientInfo());
    }

    /** {@return where the session stands at the moment} */
    public SessionState state() {
        return shared.state();
    }

    /**
     * Tells the listener the present state and every later one, each once and in order.
     *
     * @param listener told of it, on the executor for callbacks
     * @return ends the telling when it is closed; may be ignored by who listens as long as the session lives
     */
    public StateSubscription onState(Consumer<SessionState> listener) {
        return shared.onState(listener);
    }

    /** {@return what resumes this session from another process, together with the id in {@link #state}} */
    public Bytes sessionPassword() {
        return shared.session().status().password();
    }

    /**
     * Replaces the servers; moves to another one if that keeps the load even.
     *
     * @param servers as in the connect string; a chroot in it does not count
     */
    public void updateServers(String servers) {
        shared.session().updateServerList(ConnectString.parse(servers).servers());
    }

    /**
     * Closes the session behind the calls made before; its ephemeral znodes go with it. Never fails.
     *
     * @return done when the session has ended
     */
    public CompletionStage<Void> closeAsync() {
        return shared.session().close();
    }

    /** Closes the session and waits for it, for a bounded time. */
    @Override
    public void close() {
        // The bound is for a callback that runs on the I/O thread and so waits for itself.
        closeAsync()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    // ---- how calls are made

    private CompletionStage<Void> command(String path, Request request) {
        return call(path, request, Replies::nothing);
    }

    private <T> CompletionStage<T> call(@Nullable String path, Request request, AsyncCall.Decoder<T> decoder) {
        return call(path, request, 0, decoder);
    }

    private <T> CompletionStage<T> call(
            @Nullable String path, Request request, int acceptedError, AsyncCall.Decoder<T> decoder) {
        var call = shared.call(request, path, acceptedError, decoder);
        shared.session().submit(request, null, call, deadlineMillis);
        return call;
    }

    private <T> CompletionStage<Watched<T>> readAndWatch(
            String path,
            Kind kind,
            Consumer<WatchEvent> listener,
            Request request,
            int acceptedError,
            AsyncCall.Decoder<T> decoder) {
        var watch = newWatch(path, kind, listener);
        AsyncCall.Decoder<Watched<T>> both = response -> new Watched<>(decoder.decode(response), watch);
        return added(watch, request, shared.call(request, path, acceptedError, both));
    }

    private <T> CompletionStage<T> added(Watch watch, Request request, AsyncCall<T> call) {
        shared.add(watch, request, call, deadlineMillis);
        return call.whenComplete((done, failure) -> {
            if (failure != null) {
                shared.failed(watch, failure);
            }
        });
    }

    private Watch newWatch(String path, Kind kind, Consumer<WatchEvent> listener) {
        return new Watch(kind, serverPath(path), chroot, listener, shared::remove);
    }

    private String serverPath(String path) {
        return chroot.toServer(Paths.validate(path));
    }
}
