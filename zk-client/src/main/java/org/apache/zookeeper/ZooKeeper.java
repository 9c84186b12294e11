/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.ClientSession;
import io.zk4j.client.session.SessionStatus;
import io.zk4j.protocol.GetDataResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.AsyncCallback.ACLCallback;
import org.apache.zookeeper.AsyncCallback.AllChildrenNumberCallback;
import org.apache.zookeeper.AsyncCallback.Children2Callback;
import org.apache.zookeeper.AsyncCallback.ChildrenCallback;
import org.apache.zookeeper.AsyncCallback.Create2Callback;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.EphemeralsCallback;
import org.apache.zookeeper.AsyncCallback.MultiCallback;
import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.AsyncCallback.StringCallback;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.Calls.Created;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.client.ZooKeeperBuilder;
import org.apache.zookeeper.client.ZooKeeperOptions;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * A client with one session, under the name and with the methods that applications know.
 *
 * <p>Thread-safe. A constructor returns at once; the client connects in the background, and again whenever the connection is lost, until the
 * session expires or {@link #close} is called.
 *
 * <p><b>Waiting calls</b> throw a {@link KeeperException} if the server refuses or no answer came, and {@link InterruptedException} if the
 * caller is interrupted; after {@link KeeperException.ConnectionLossException}, {@link KeeperException.RequestTimeoutException} or an
 * interruption, a write may have happened or not. They return from the thread that reads the connection, so a callback may use them.
 *
 * <p><b>Calls with a callback</b> return at once. Callbacks and watchers run on one thread per client, in the order of the server: a watcher
 * hears of a change before any callback shows it.
 *
 * <p>Both kinds throw {@link IllegalArgumentException} for a path that is not legal. Versions count changes; -1 stands for any. A null watcher
 * leaves no watch; {@code watch} set to true leaves the default watcher, see {@link #register}.
 *
 * <p>One long class because applications link against one class. Each method makes a call and hands it on: {@link Calls} knows the operations,
 * {@link Session} the two ways to an outcome.
 */
@SuppressWarnings("try") // close() throws InterruptedException in Apache's API as well.
public class ZooKeeper implements AutoCloseable {
    /** See {@link ZKClientConfig#ZOOKEEPER_CLIENT_CNXN_SOCKET}. */
    @Deprecated
    public static final String ZOOKEEPER_CLIENT_CNXN_SOCKET = "zookeeper.clientCnxnSocket";

    /** See {@link ZKClientConfig#SECURE_CLIENT}. */
    @Deprecated
    public static final String SECURE_CLIENT = "zookeeper.client.secure";

    private static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(30);

    private final SessionOpening opening;
    private final int requestedTimeoutMillis;
    private final EventThread eventThread;
    private final Calls calls;
    private final Session session;
    private final ClientSession<Watcher> engine;

    /** What a client can be doing. */
    public enum States {
        /** A server is being looked for. */
        CONNECTING,
        /** Not used. */
        ASSOCIATING,
        /** A server serves the session. */
        CONNECTED,
        /** A server without a quorum serves reads. */
        CONNECTEDREADONLY,
        /** Closed by the application, or the session has expired. */
        CLOSED,
        /** A credential was refused; final. */
        AUTH_FAILED,
        /** Not used. */
        NOT_CONNECTED;

        /** {@return whether the session may still be used} */
        public boolean isAlive() {
            return this != CLOSED && this != AUTH_FAILED;
        }

        /** {@return whether a server serves the session at this moment} */
        public boolean isConnected() {
            return this == CONNECTED || this == CONNECTEDREADONLY;
        }
    }

    /**
     * A client with a session timeout of 30 seconds and no default watcher.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(String connectString) throws IOException {
        this(options(connectString, (int) DEFAULT_SESSION_TIMEOUT.toMillis(), null));
    }

    /**
     * Opens a new session.
     *
     * @param connectString servers and chroot: {@code host:port,host:port/chroot}. A bare number is another port of the host before it
     * @param sessionTimeout to ask the server for, in milliseconds; the server has the last word
     * @param watcher the default watcher, told of the connection and of changes where no other watcher is named
     * @throws IllegalArgumentException if the connect string is wrong
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(String connectString, int sessionTimeout, @Nullable Watcher watcher) throws IOException {
        this(options(connectString, sessionTimeout, watcher));
    }

    /**
     * Opens a new session with settings of its own.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(String connectString, int sessionTimeout, @Nullable Watcher watcher, @Nullable ZKClientConfig conf)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher).withClientConfig(conf));
    }

    /**
     * Opens a new session; the host provider decides which server is tried when.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param hostProvider decides which server is tried when
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            boolean canBeReadOnly,
            HostProvider hostProvider)
            throws IOException {
        this(connectString, sessionTimeout, watcher, canBeReadOnly, hostProvider, null);
    }

    /**
     * Opens a new session with settings of its own; the host provider decides which server is tried when.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param hostProvider decides which server is tried when
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            boolean canBeReadOnly,
            HostProvider hostProvider,
            @Nullable ZKClientConfig conf)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher)
                .withCanBeReadOnly(canBeReadOnly)
                .withHostProvider(servers -> hostProvider)
                .withClientConfig(conf));
    }

    /**
     * Opens a new session; {@code canBeReadOnly} allows a server that takes reads only.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param canBeReadOnly whether a server that takes reads only will do
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(String connectString, int sessionTimeout, @Nullable Watcher watcher, boolean canBeReadOnly)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher).withCanBeReadOnly(canBeReadOnly));
    }

    /**
     * Opens a new session with settings of its own; {@code canBeReadOnly} allows a server that takes reads only.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            boolean canBeReadOnly,
            @Nullable ZKClientConfig conf)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher)
                .withCanBeReadOnly(canBeReadOnly)
                .withClientConfig(conf));
    }

    /**
     * Goes on with a session of another client.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param sessionId its {@link #getSessionId}
     * @param sessionPasswd its {@link #getSessionPasswd}
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            long sessionId,
            byte @Nullable [] sessionPasswd)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher).withSession(sessionId, sessionPasswd));
    }

    /**
     * Goes on with a session of another client; the host provider decides which server is tried when.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param sessionId the id of the session to go on with
     * @param sessionPasswd the password of that session
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param hostProvider decides which server is tried when
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            long sessionId,
            byte @Nullable [] sessionPasswd,
            boolean canBeReadOnly,
            HostProvider hostProvider)
            throws IOException {
        this(connectString, sessionTimeout, watcher, sessionId, sessionPasswd, canBeReadOnly, hostProvider, null);
    }

    /**
     * Goes on with a session of another client, with settings and a host provider of its own.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param sessionId the id of the session to go on with
     * @param sessionPasswd the password of that session
     * @param canBeReadOnly whether a server that takes reads only will do
     * @param hostProvider decides which server is tried when
     * @param conf the settings; null for those of the system properties
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            long sessionId,
            byte @Nullable [] sessionPasswd,
            boolean canBeReadOnly,
            HostProvider hostProvider,
            @Nullable ZKClientConfig conf)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher)
                .withSession(sessionId, sessionPasswd)
                .withCanBeReadOnly(canBeReadOnly)
                .withHostProvider(servers -> hostProvider)
                .withClientConfig(conf));
    }

    /**
     * Goes on with a session of another client; {@code canBeReadOnly} allows a server that takes reads only.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @param sessionTimeout to ask the server for, in milliseconds
     * @param watcher the default watcher; null for none
     * @param sessionId the id of the session to go on with
     * @param sessionPasswd the password of that session
     * @param canBeReadOnly whether a server that takes reads only will do
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(
            String connectString,
            int sessionTimeout,
            @Nullable Watcher watcher,
            long sessionId,
            byte @Nullable [] sessionPasswd,
            boolean canBeReadOnly)
            throws IOException {
        this(options(connectString, sessionTimeout, watcher)
                .withSession(sessionId, sessionPasswd)
                .withCanBeReadOnly(canBeReadOnly));
    }

    private ZooKeeper(ZooKeeperBuilder builder) throws IOException {
        this(builder.toOptions());
    }

    /**
     * Opens a client as a {@link ZooKeeperBuilder} has described it.
     *
     * @param options what a builder has described
     * @throws IOException if a setting cannot be used, which the message names
     */
    public ZooKeeper(ZooKeeperOptions options) throws IOException {
        this.opening = new SessionOpening(options);
        this.requestedTimeoutMillis = options.getSessionTimeoutMs();
        this.eventThread = new EventThread(Thread.currentThread().getName() + "-EventThread");
        this.calls = new Calls(opening.chroot());
        this.session = new Session(opening, eventThread, options.getDefaultWatcher());
        this.engine = session.engine();
    }

    private static ZooKeeperBuilder options(String connectString, int sessionTimeout, @Nullable Watcher watcher) {
        return new ZooKeeperBuilder(connectString, Duration.ofMillis(sessionTimeout)).withDefaultWatcher(watcher);
    }

    // ---- the session

    /** {@return the id of the session; 0 until a server has made it} */
    public long getSessionId() {
        return engine.status().sessionId();
    }

    /** {@return a copy of what proves to own the session, together with its id} */
    public byte[] getSessionPasswd() {
        return engine.status().password().toArray();
    }

    /** {@return the session timeout in milliseconds: the server's once connected, the one asked for until then} */
    public int getSessionTimeout() {
        int negotiated = engine.status().timeoutMillis();
        return negotiated == 0 ? requestedTimeoutMillis : negotiated;
    }

    /** {@return what the client is doing} */
    public States getState() {
        return switch (engine.status().phase()) {
            case CONNECTING -> States.CONNECTING;
            case CONNECTED -> States.CONNECTED;
            case CONNECTED_READ_ONLY -> States.CONNECTEDREADONLY;
            case CLOSED, EXPIRED -> States.CLOSED;
            case AUTH_FAILED -> States.AUTH_FAILED;
        };
    }

    /** {@return the settings of this client} */
    public ZKClientConfig getClientConfig() {
        return opening.clientConfig();
    }

    /**
     * Proves an identity, on this connection and on every one to come. If a server refuses it, the client ends with
     * {@link Watcher.Event.KeeperState#AuthFailed}.
     *
     * @param scheme such as {@code digest}
     * @param auth for {@code digest}, {@code user:password} as bytes
     */
    public void addAuthInfo(String scheme, byte @Nullable [] auth) {
        engine.addAuth(scheme, Calls.credential(auth));
    }

    /**
     * Replaces the default watcher. Watches that were left for the former one stay with it.
     *
     * @param watcher the new one; null for none
     */
    public void register(@Nullable Watcher watcher) {
        session.setDefaultWatcher(watcher);
    }

    /**
     * Replaces the servers, and moves to another one if that keeps the load of the servers even.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @throws IllegalArgumentException if the connect string is wrong; its chroot does not count
     * @throws IOException never; callers expect it since Apache's declares it
     */
    public void updateServerList(String connectString) throws IOException {
        opening.updateServerList(engine, connectString);
    }

    /** {@return what lets a test make this client suffer} */
    public Testable getTestable() {
        return new ZooKeeperTestable(session);
    }

    /**
     * Ends the session behind the calls made before; its ephemeral nodes go at once. Harmless if it has ended already.
     *
     * <p>Does not wait for callbacks and watchers, see {@link #close(int)}.
     *
     * @throws InterruptedException if the caller is interrupted; the client goes on closing
     */
    @Override
    public void close() throws InterruptedException {
        var ended = new CountDownLatch(1);
        engine.close().whenComplete((done, failure) -> {
            eventThread.endWhenDone();
            ended.countDown();
        });
        ended.await();
    }

    /**
     * Ends the session and waits until the last callback and watcher has run.
     *
     * @param waitForShutdownTimeoutMs longest wait for them, in milliseconds
     * @return whether they have; false to a callback or watcher, which cannot wait for itself
     * @throws InterruptedException if the caller is interrupted; the client goes on closing
     */
    public boolean close(int waitForShutdownTimeoutMs) throws InterruptedException {
        close();
        return testableWaitForShutdown(waitForShutdownTimeoutMs);
    }

    /**
     * Waits until the last callback and watcher of an ended client has run; false if that took longer.
     *
     * @param wait longest wait, in milliseconds
     * @return whether it has run
     * @throws InterruptedException if the caller is interrupted
     */
    protected boolean testableWaitForShutdown(int wait) throws InterruptedException {
        return eventThread.awaitEnd(wait);
    }

    /**
     * Returns the identities that this connection has proved to its server.
     *
     * @return schemes and names
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<ClientInfo> whoAmI() throws InterruptedException {
        try {
            return session.await(null, calls.whoAmI());
        } catch (KeeperException e) {
            // The method declares no other exception than Apache's, which has an answer in every case.
            throw new IllegalStateException("cannot ask a server who I am", e);
        }
    }

    /** What a log line should tell: state, session and server. */
    @Override
    public String toString() {
        SessionStatus status = engine.status();
        return "State:" + getState() + " Timeout:" + getSessionTimeout() + " sessionid:0x"
                + Long.toHexString(status.sessionId()) + " server:" + status.server();
    }

    private @Nullable Watcher defaultWatcher(boolean wanted) {
        if (!wanted) {
            return null;
        }
        Watcher watcher = session.defaultWatcher();
        if (watcher == null) {
            throw new IllegalStateException(
                    "watch is true, but this client has no default watcher: name one in the call,"
                            + " in the constructor or with register()");
        }
        return watcher;
    }

    // ---- creating and deleting

    /**
     * Creates a node.
     *
     * @param path the node
     * @param data null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @return its path, with the sequence number that the server appended if the mode asks for one
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public String create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode)
            throws KeeperException, InterruptedException {
        return create(path, data, acl, createMode, null, -1);
    }

    /**
     * Creates a node and fills in its stat, if one is given.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param stat filled in; null if it is not wanted
     * @return its path, with the sequence number that the server appended if the mode asks for one
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public String create(String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return create(path, data, acl, createMode, stat, -1);
    }

    /**
     * Creates a node that has a time to live, and fills in its stat, if one is given.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param stat filled in; null if it is not wanted
     * @param ttl in milliseconds
     * @return its path, with the sequence number that the server appended if the mode asks for one
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IllegalArgumentException if the mode has no time to live, or this one is not legal
     */
    public String create(
            String path, byte @Nullable [] data, List<ACL> acl, CreateMode createMode, @Nullable Stat stat, long ttl)
            throws KeeperException, InterruptedException {
        checkAcl(path, acl);
        Created created = session.await(path, calls.create(path, data, acl, createMode, stat != null, ttl));
        fill(stat, created.stat());
        return created.name();
    }

    /**
     * Creates a node, telling a callback.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void create(
            String path,
            byte @Nullable [] data,
            List<ACL> acl,
            CreateMode createMode,
            StringCallback cb,
            @Nullable Object ctx) {
        session.start(
                calls.create(path, data, acl, createMode, false, -1),
                cb,
                (rc, created) -> cb.processResult(rc, path, ctx, created == null ? null : created.name()));
    }

    /**
     * Creates a node, telling a callback its stat as well.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void create(
            String path,
            byte @Nullable [] data,
            List<ACL> acl,
            CreateMode createMode,
            Create2Callback cb,
            @Nullable Object ctx) {
        create(path, data, acl, createMode, cb, ctx, -1);
    }

    /**
     * Creates a node that has a time to live, in milliseconds, telling a callback.
     *
     * @param path the node
     * @param data the data; null for none
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     * @param ttl how long the node stays without a change and without children, in milliseconds
     */
    public void create(
            String path,
            byte @Nullable [] data,
            List<ACL> acl,
            CreateMode createMode,
            Create2Callback cb,
            @Nullable Object ctx,
            long ttl) {
        session.start(
                calls.create(path, data, acl, createMode, true, ttl),
                cb,
                (rc, created) -> cb.processResult(
                        rc,
                        path,
                        ctx,
                        created == null ? null : created.name(),
                        created == null ? null : created.stat()));
    }

    /**
     * Deletes a node that has this version and no children.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public void delete(String path, int version) throws InterruptedException, KeeperException {
        session.await(path, calls.delete(path, version));
    }

    /**
     * Deletes a node that has this version and no children, telling a callback.
     *
     * @param path the node
     * @param version the version that the node must have; -1 for any
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void delete(String path, int version, VoidCallback cb, @Nullable Object ctx) {
        session.start(calls.delete(path, version), cb, (rc, none) -> cb.processResult(rc, path, ctx));
    }

    // ---- several operations in one

    /**
     * Carries out writes, all or none, or reads, each on its own.
     *
     * @param ops the operations, all writes or all reads
     * @return one result per operation, in their order; for reads each may be an {@link OpResult.ErrorResult}
     * @throws KeeperException of the first write that failed; {@link KeeperException#getResults} has all
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws IllegalArgumentException if there are both writes and reads
     */
    public List<OpResult> multi(Iterable<Op> ops) throws InterruptedException, KeeperException {
        List<Op> copy = new ArrayList<>();
        ops.forEach(copy::add);
        List<OpResult> results = session.await(null, calls.multi(copy));
        int failed = Multi.firstFailure(results);
        if (failed >= 0 && Multi.isWrite(copy)) {
            throw KeeperException.ofMulti(
                    Multi.errorOf(results), copy.get(failed).getPath(), results);
        }
        return results;
    }

    /**
     * Carries out writes, all or none, or reads, each on its own, telling a callback.
     *
     * @param ops the operations, all writes or all reads
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void multi(Iterable<Op> ops, MultiCallback cb, @Nullable Object ctx) {
        Call<List<OpResult>> call;
        try {
            call = calls.multi(ops);
        } catch (KeeperException e) {
            eventThread.execute(() -> cb.processResult(e.code().intValue(), null, ctx, null));
            return;
        }
        session.start(
                call,
                cb,
                (rc, results) -> cb.processResult(results == null ? rc : Multi.errorOf(results), null, ctx, results));
    }

    /**
     * Begins to collect writes for one multi.
     *
     * @return an empty transaction
     */
    public Transaction transaction() {
        return new Transaction(this);
    }

    // ---- reading and writing nodes

    /**
     * Looks for a node and leaves a watch for its creation, deletion or change. Returns its stat; null if there is none.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @return its stat; null if there is no such node
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public @Nullable Stat exists(String path, @Nullable Watcher watcher) throws KeeperException, InterruptedException {
        try {
            return session.await(path, calls.exists(path, watcher));
        } catch (KeeperException.NoNodeException e) {
            return null;
        }
    }

    /**
     * As {@link #exists(String, Watcher)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @return its stat; null if there is no such node
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public @Nullable Stat exists(String path, boolean watch) throws KeeperException, InterruptedException {
        return exists(path, defaultWatcher(watch));
    }

    /**
     * Looks for a node, telling a callback; {@link KeeperException.Code#NONODE} if there is none.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void exists(String path, @Nullable Watcher watcher, StatCallback cb, @Nullable Object ctx) {
        session.start(calls.exists(path, watcher), cb, (rc, stat) -> cb.processResult(rc, path, ctx, stat));
    }

    /**
     * As {@link #exists(String, Watcher, StatCallback, Object)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void exists(String path, boolean watch, StatCallback cb, @Nullable Object ctx) {
        exists(path, defaultWatcher(watch), cb, ctx);
    }

    /**
     * Reads a node and leaves a watch for its change or deletion.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param stat filled in, if one is given
     * @return the data; null if the node has none
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] getData(String path, @Nullable Watcher watcher, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return data(path, calls.getData(path, watcher), stat);
    }

    /**
     * As {@link #getData(String, Watcher, Stat)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param stat filled in; null if it is not wanted
     * @return the data; null if the node has none
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] getData(String path, boolean watch, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return getData(path, defaultWatcher(watch), stat);
    }

    /**
     * Reads a node, telling a callback, and leaves a watch for its change or deletion.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getData(String path, @Nullable Watcher watcher, DataCallback cb, @Nullable Object ctx) {
        data(path, calls.getData(path, watcher), cb, ctx);
    }

    /**
     * As {@link #getData(String, Watcher, DataCallback, Object)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getData(String path, boolean watch, DataCallback cb, @Nullable Object ctx) {
        getData(path, defaultWatcher(watch), cb, ctx);
    }

    /**
     * Reads the membership of the ensemble, whatever the chroot, and leaves a watch for its change.
     *
     * @param watcher told of the change; null leaves no watch
     * @param stat filled in; null if it is not wanted
     * @return a line for each server, and the version of that
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] getConfig(@Nullable Watcher watcher, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return data(ZooDefs.CONFIG_NODE, calls.getConfig(watcher), stat);
    }

    /**
     * Reads the membership of the ensemble, telling a callback, and leaves a watch for its change.
     *
     * @param watcher told of the change; null leaves no watch
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getConfig(@Nullable Watcher watcher, DataCallback cb, @Nullable Object ctx) {
        data(ZooDefs.CONFIG_NODE, calls.getConfig(watcher), cb, ctx);
    }

    /**
     * As {@link #getConfig(Watcher, Stat)} with the default watcher.
     *
     * @param watch whether to leave a watch for the default watcher
     * @param stat filled in; null if it is not wanted
     * @return a line for each server, and the version of that
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public byte @Nullable [] getConfig(boolean watch, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return getConfig(defaultWatcher(watch), stat);
    }

    /**
     * As {@link #getConfig(Watcher, DataCallback, Object)} with the default watcher.
     *
     * @param watch whether to leave a watch for the default watcher
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getConfig(boolean watch, DataCallback cb, @Nullable Object ctx) {
        getConfig(defaultWatcher(watch), cb, ctx);
    }

    /**
     * Sets the data of a node that has this version. Returns its stat afterwards.
     *
     * @param path the node
     * @param data the data; null for none
     * @param version the version that the node must have; -1 for any
     * @return its stat afterwards
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public Stat setData(String path, byte @Nullable [] data, int version) throws KeeperException, InterruptedException {
        return session.await(path, calls.setData(path, data, version));
    }

    /**
     * Sets the data of a node that has this version, telling a callback its stat afterwards.
     *
     * @param path the node
     * @param data the data; null for none
     * @param version the version that the node must have; -1 for any
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void setData(String path, byte @Nullable [] data, int version, StatCallback cb, @Nullable Object ctx) {
        session.start(calls.setData(path, data, version), cb, (rc, stat) -> cb.processResult(rc, path, ctx, stat));
    }

    /**
     * Reads a node's access control list and fills in its stat, if one is given.
     *
     * @param path the node
     * @param stat filled in; null if it is not wanted
     * @return who may do what
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<ACL> getACL(String path, @Nullable Stat stat) throws KeeperException, InterruptedException {
        Calls.Acls acls = session.await(path, calls.getAcl(path));
        fill(stat, acls.stat());
        return acls.acl();
    }

    /**
     * Reads a node's access control list, telling a callback; the stat given is not used, the callback gets its own.
     *
     * @param path the node
     * @param stat filled in; null if it is not wanted
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getACL(String path, @Nullable Stat stat, ACLCallback cb, @Nullable Object ctx) {
        session.start(
                calls.getAcl(path),
                cb,
                (rc, acls) -> cb.processResult(
                        rc, path, ctx, acls == null ? null : acls.acl(), acls == null ? null : acls.stat()));
    }

    /**
     * Sets the access control list of a node whose list has this version. Returns the node's stat afterwards.
     *
     * @param path the node
     * @param acl who may do what with the node
     * @param aclVersion the version that its list must have; -1 for any
     * @return its stat afterwards
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public Stat setACL(String path, List<ACL> acl, int aclVersion) throws KeeperException, InterruptedException {
        checkAcl(path, acl);
        return session.await(path, calls.setAcl(path, acl, aclVersion));
    }

    /**
     * Sets the access control list of a node whose list has this version, telling a callback.
     *
     * @param path the node
     * @param acl who may do what with the node
     * @param version the version that its list must have; -1 for any
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void setACL(String path, List<ACL> acl, int version, StatCallback cb, @Nullable Object ctx) {
        session.start(calls.setAcl(path, acl, version), cb, (rc, stat) -> cb.processResult(rc, path, ctx, stat));
    }

    // ---- children

    /**
     * Reads the names of a node's children, in no order, and leaves a watch for a change among them.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @return their names, in no particular order
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getChildren(String path, @Nullable Watcher watcher)
            throws KeeperException, InterruptedException {
        return session.await(path, calls.getChildren(path, watcher));
    }

    /**
     * As {@link #getChildren(String, Watcher)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @return their names, in no particular order
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getChildren(String path, boolean watch) throws KeeperException, InterruptedException {
        return getChildren(path, defaultWatcher(watch));
    }

    /**
     * Reads the names of a node's children, telling a callback, and leaves a watch for a change among them.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getChildren(String path, @Nullable Watcher watcher, ChildrenCallback cb, @Nullable Object ctx) {
        session.start(calls.getChildren(path, watcher), cb, (rc, names) -> cb.processResult(rc, path, ctx, names));
    }

    /**
     * As {@link #getChildren(String, Watcher, ChildrenCallback, Object)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getChildren(String path, boolean watch, ChildrenCallback cb, @Nullable Object ctx) {
        getChildren(path, defaultWatcher(watch), cb, ctx);
    }

    /**
     * As {@link #getChildren(String, Watcher)}, filling in the node's stat, if one is given.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param stat filled in; null if it is not wanted
     * @return their names, in no particular order
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getChildren(String path, @Nullable Watcher watcher, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        Calls.Children children = session.await(path, calls.getChildrenAndStat(path, watcher));
        fill(stat, children.stat());
        return children.names();
    }

    /**
     * As {@link #getChildren(String, Watcher, Stat)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param stat filled in; null if it is not wanted
     * @return their names, in no particular order
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getChildren(String path, boolean watch, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return getChildren(path, defaultWatcher(watch), stat);
    }

    /**
     * As {@link #getChildren(String, Watcher, ChildrenCallback, Object)}, telling the node's stat as well.
     *
     * @param path the node
     * @param watcher told of the change; null leaves no watch
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getChildren(String path, @Nullable Watcher watcher, Children2Callback cb, @Nullable Object ctx) {
        session.start(
                calls.getChildrenAndStat(path, watcher),
                cb,
                (rc, children) -> cb.processResult(
                        rc,
                        path,
                        ctx,
                        children == null ? null : children.names(),
                        children == null ? null : children.stat()));
    }

    /**
     * As {@link #getChildren(String, Watcher, Children2Callback, Object)} with the default watcher.
     *
     * @param path the node
     * @param watch whether to leave a watch for the default watcher
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getChildren(String path, boolean watch, Children2Callback cb, @Nullable Object ctx) {
        getChildren(path, defaultWatcher(watch), cb, ctx);
    }

    /**
     * Counts all nodes below a node, at every depth.
     *
     * @param path the node
     * @return how many there are
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public int getAllChildrenNumber(String path) throws KeeperException, InterruptedException {
        return session.await(path, calls.getAllChildrenNumber(path));
    }

    /**
     * Counts all nodes below a node, at every depth, telling a callback.
     *
     * @param path the node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getAllChildrenNumber(String path, AllChildrenNumberCallback cb, @Nullable Object ctx) {
        session.start(
                calls.getAllChildrenNumber(path),
                cb,
                (rc, number) -> cb.processResult(rc, path, ctx, number == null ? -1 : number));
    }

    /**
     * Returns the paths of all ephemeral nodes of this session.
     *
     * @return their paths
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getEphemerals() throws KeeperException, InterruptedException {
        return getEphemerals("/");
    }

    /**
     * Returns the paths of this session's ephemeral nodes that begin with a prefix.
     *
     * @param prefixPath how the paths must begin
     * @return their paths
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public List<String> getEphemerals(String prefixPath) throws KeeperException, InterruptedException {
        return session.await(prefixPath, calls.getEphemerals(prefixPath));
    }

    /**
     * Tells a callback the paths of this session's ephemeral nodes that begin with a prefix.
     *
     * @param prefixPath how the paths must begin
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getEphemerals(String prefixPath, EphemeralsCallback cb, @Nullable Object ctx) {
        session.start(calls.getEphemerals(prefixPath), cb, (rc, paths) -> cb.processResult(rc, ctx, paths));
    }

    /**
     * Tells a callback the paths of all ephemeral nodes of this session.
     *
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void getEphemerals(EphemeralsCallback cb, @Nullable Object ctx) {
        getEphemerals("/", cb, ctx);
    }

    /**
     * Waits until this client's server has caught up with the leader, so that the reads behind it see every write before it.
     *
     * @param path the node
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public void sync(String path) throws KeeperException, InterruptedException {
        session.await(path, calls.sync(path));
    }

    /**
     * Tells a callback when this client's server has caught up with the leader.
     *
     * @param path the node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void sync(String path, VoidCallback cb, @Nullable Object ctx) {
        session.start(calls.sync(path), cb, (rc, none) -> cb.processResult(rc, path, ctx));
    }

    // ---- watches that stay, and their removal

    /**
     * Leaves a watch that stays until it is removed.
     *
     * @param basePath the node
     * @param watcher told of all changes
     * @param mode whether what is below is watched as well
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public void addWatch(String basePath, Watcher watcher, AddWatchMode mode)
            throws KeeperException, InterruptedException {
        session.await(basePath, calls.addWatch(basePath, watcher, mode));
    }

    /**
     * As {@link #addWatch(String, Watcher, AddWatchMode)} with the default watcher.
     *
     * @param basePath the node
     * @param mode whether what is below is watched as well
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public void addWatch(String basePath, AddWatchMode mode) throws KeeperException, InterruptedException {
        addWatch(basePath, requireDefaultWatcher(), mode);
    }

    /**
     * Leaves a watch that stays until it is removed, telling a callback.
     *
     * @param basePath the node
     * @param watcher told of all changes
     * @param mode whether what is below is watched as well
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void addWatch(String basePath, Watcher watcher, AddWatchMode mode, VoidCallback cb, @Nullable Object ctx) {
        session.start(calls.addWatch(basePath, watcher, mode), cb, (rc, none) -> cb.processResult(rc, basePath, ctx));
    }

    /**
     * As {@link #addWatch(String, Watcher, AddWatchMode, VoidCallback, Object)} with the default watcher.
     *
     * @param basePath the node
     * @param mode whether what is below is watched as well
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void addWatch(String basePath, AddWatchMode mode, VoidCallback cb, @Nullable Object ctx) {
        addWatch(basePath, requireDefaultWatcher(), mode, cb, ctx);
    }

    /**
     * Removes a watcher from a path. It is told so by an event.
     *
     * @param path the node
     * @param watcher the one to remove
     * @param watcherType the kind of watch
     * @param local whether to remove it even if no server can be asked
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     * @throws KeeperException.NoWatcherException if it watches nothing of this type there
     */
    public void removeWatches(String path, Watcher watcher, WatcherType watcherType, boolean local)
            throws InterruptedException, KeeperException {
        session.await(path, calls.removeWatches(path, requireWatcher(watcher), watcherType, local));
    }

    /**
     * Removes a watcher from a path, telling a callback.
     *
     * @param path the node
     * @param watcher the one to remove
     * @param watcherType the kind of watch
     * @param local whether to remove them here even if no server can be asked
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void removeWatches(
            String path,
            Watcher watcher,
            WatcherType watcherType,
            boolean local,
            VoidCallback cb,
            @Nullable Object ctx) {
        session.start(
                calls.removeWatches(path, requireWatcher(watcher), watcherType, local),
                cb,
                (rc, none) -> cb.processResult(rc, path, ctx));
    }

    /**
     * Removes all watchers from a path, as {@link #removeWatches(String, Watcher, WatcherType, boolean)}.
     *
     * @param path the node
     * @param watcherType the kind of watch
     * @param local whether to remove them here even if no server can be asked
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public void removeAllWatches(String path, WatcherType watcherType, boolean local)
            throws InterruptedException, KeeperException {
        session.await(path, calls.removeWatches(path, null, watcherType, local));
    }

    /**
     * Removes all watchers from a path, telling a callback.
     *
     * @param path the node
     * @param watcherType the kind of watch
     * @param local whether to remove them here even if no server can be asked
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    public void removeAllWatches(
            String path, WatcherType watcherType, boolean local, VoidCallback cb, @Nullable Object ctx) {
        session.start(
                calls.removeWatches(path, null, watcherType, local), cb, (rc, none) -> cb.processResult(rc, path, ctx));
    }

    // ---- for the admin client

    /**
     * Sends a change of the membership and waits.
     *
     * @param joining servers to add, separated by commas; null for none
     * @param leaving numbers of servers to remove, separated by commas; null for none
     * @param newMembers all servers from now on, separated by commas; null to change the present ones
     * @param fromConfig the version of the configuration to change; -1 for whichever is in force
     * @param stat filled in; null if it is not wanted
     * @return the new configuration
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    protected final byte @Nullable [] reconfigureAndWait(
            @Nullable String joining,
            @Nullable String leaving,
            @Nullable String newMembers,
            long fromConfig,
            @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        return data(ZooDefs.CONFIG_NODE, calls.reconfigure(joining, leaving, newMembers, fromConfig), stat);
    }

    /**
     * Sends a change of the membership, telling a callback.
     *
     * @param joining servers to add, separated by commas; null for none
     * @param leaving numbers of servers to remove, separated by commas; null for none
     * @param newMembers all servers from now on, separated by commas; null to change the present ones
     * @param fromConfig the version of the configuration to change; -1 for whichever is in force
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     */
    protected final void startReconfigure(
            @Nullable String joining,
            @Nullable String leaving,
            @Nullable String newMembers,
            long fromConfig,
            DataCallback cb,
            @Nullable Object ctx) {
        data(ZooDefs.CONFIG_NODE, calls.reconfigure(joining, leaving, newMembers, fromConfig), cb, ctx);
    }

    // ---- shared

    private byte @Nullable [] data(String path, Call<GetDataResponse> call, @Nullable Stat stat)
            throws KeeperException, InterruptedException {
        GetDataResponse got = session.await(path, call);
        if (stat != null) {
            Wire.fill(stat, got.stat());
        }
        return Wire.array(got.data());
    }

    private void data(String path, Call<GetDataResponse> call, DataCallback cb, @Nullable Object ctx) {
        session.start(
                call,
                cb,
                (rc, got) -> cb.processResult(
                        rc,
                        path,
                        ctx,
                        got == null ? null : Wire.array(got.data()),
                        got == null ? null : Wire.stat(got.stat())));
    }

    private static void fill(@Nullable Stat target, @Nullable Stat source) {
        if (target != null && source != null) {
            target.copyFrom(source);
        }
    }

    /** Waiting calls refuse a list that every server refuses, as Apache's do; the others leave it to the server. */
    private static void checkAcl(String path, @Nullable List<ACL> acl) throws KeeperException {
        if (acl == null || acl.isEmpty() || acl.stream().anyMatch(Objects::isNull)) {
            throw new KeeperException.InvalidACLException(path);
        }
    }

    private static Watcher requireWatcher(@Nullable Watcher watcher) {
        if (watcher == null) {
            throw new IllegalArgumentException("which watcher to remove? Use removeAllWatches for all of a path");
        }
        return watcher;
    }

    private Watcher requireDefaultWatcher() {
        return Objects.requireNonNull(defaultWatcher(true));
    }
}
