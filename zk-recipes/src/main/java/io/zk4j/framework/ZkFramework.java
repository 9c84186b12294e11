/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.Node;
import io.zk4j.client.NodeAcl;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A handle on an ensemble for as long as the application lives: when a session ends, it opens the next one, and recipes go on.
 *
 * <p>Thread-safe, and meant to be shared: one for each ensemble is enough. {@link #usingNamespace} gives further views of the same
 * sessions; closing any of them closes all. Paths are relative to the view's namespace.
 *
 * <p>Calls return a {@link Pending}. What had no effect, because no server was in reach or the server was overloaded, is tried again as
 * the retry policy says, in the next session too. A write whose reply is lost fails with
 * {@link io.zk4j.client.OutcomeUnknownException}, or {@link io.zk4j.client.SessionExpiredException} with the advice to check, unless it was
 * asked for in a way that can be repeated: protected, idempotent or guaranteed.
 */
public final class ZkFramework implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /**
     * What views can differ in.
     *
     * @param compressed whether data goes through the compression
     */
    record Settings(
            Namespace namespace,
            RetryPolicy retryPolicy,
            AclProvider aclProvider,
            Bytes defaultData,
            CompressionProvider compression,
            boolean compressed) {
        static final Settings DEFAULT = new Settings(
                Namespace.ROOT,
                RetryPolicy.exponential(Duration.ofSeconds(1), 3),
                AclProvider.OPEN,
                Bytes.EMPTY,
                CompressionProvider.gzip(),
                false);

        Settings namespace(Namespace namespace) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }

        Settings retryPolicy(RetryPolicy retryPolicy) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }

        Settings aclProvider(AclProvider aclProvider) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }

        Settings defaultData(Bytes defaultData) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }

        Settings compression(CompressionProvider compression) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }

        Settings compressed(boolean compressed) {
            return new Settings(namespace, retryPolicy, aclProvider, defaultData, compression, compressed);
        }
    }

    private final Engine engine;
    private final Settings settings;

    ZkFramework(Engine engine, Settings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * A framework with default settings.
     *
     * @param connectString servers and an optional chroot, as in {@code zk1:2181,zk2:2181/app}
     */
    public static ZkFramework connect(String connectString) {
        return builder(connectString).open();
    }

    /** Starts from the defaults. */
    public static ZkFrameworkBuilder builder(String connectString) {
        return builder(() -> connectString);
    }

    /** Starts from the defaults, for servers that move. */
    public static ZkFrameworkBuilder builder(EnsembleProvider ensemble) {
        return new ZkFrameworkBuilder(ensemble);
    }

    // ---- views

    /** A view of the same sessions whose paths are below this namespace, as in {@code app}; empty for the whole tree. */
    public ZkFramework usingNamespace(String name) {
        return new ZkFramework(engine, settings.namespace(Namespace.of(name)));
    }

    /** The namespace of this view, without a slash in front; empty for the whole tree. */
    public String namespace() {
        return settings.namespace().name();
    }

    /** A view of the same sessions that compresses what it creates and sets, transactions included, and decompresses what it gets. */
    public ZkFramework compressed() {
        return new ZkFramework(engine, settings.compressed(true));
    }

    /** A view of the same sessions that takes data as it is, whatever the builder was told. */
    public ZkFramework uncompressed() {
        return new ZkFramework(engine, settings.compressed(false));
    }

    /** What is in a znode that is created without data. */
    public Bytes defaultData() {
        return settings.defaultData();
    }

    // ---- the connection

    /** How the connection stands, and until when what is held is provably held. */
    public Connection connection() {
        return engine.connection();
    }

    /** Tells a listener every later change of the connection, one at a time and in order, on the executor for callbacks. */
    public Registration onConnection(Consumer<Connection> listener) {
        var inOrder = new Turn(engine.callbacks(), Timers.SYSTEM);
        return engine.onConnection(change -> inOrder.execute(() -> listener.accept(change)));
    }

    /** Completes when a server serves this framework, at once if one does already. */
    public Pending<Connection> connected() {
        Pending<Connection> pending = engine.pending();
        var registration = engine.onConnection(change -> {
            if (change.state().isConnected()) {
                pending.deliver(change);
            }
        });
        CompletionStage<Connection> end = pending;
        end.whenComplete((connection, failure) -> registration.close());
        engine.turn().execute(() -> {
            if (connection().state().isConnected()) {
                pending.deliver(connection());
            }
        });
        return pending;
    }

    /**
     * Waits until a server serves this framework.
     *
     * @throws TimeoutException if none does by then
     */
    public void awaitConnected(Duration patience) throws InterruptedException, TimeoutException {
        Pending<Connection> connected = connected();
        try {
            connected.await(patience);
        } finally {
            connected.cancel(false);
        }
    }

    // ---- reads

    /** Reads data and metadata. */
    public Pending<Node> get(String path) {
        return engine.take(() -> operations().get(path));
    }

    /** The metadata of a znode; empty if it is not there. */
    public Pending<Optional<Stat>> exists(String path) {
        return engine.take(() -> operations().exists(path));
    }

    /** The names of the children, in no particular order, and the metadata. */
    public Pending<Children> children(String path) {
        return engine.take(() -> operations().children(path));
    }

    /** Who may do what, and the metadata. */
    public Pending<NodeAcl> acl(String path) {
        return engine.take(() -> operations().acl(path));
    }

    /** Completes when the server has caught up with everything that was committed when this call was made. */
    public Pending<Void> sync(String path) {
        return engine.take(() -> operations().sync(path));
    }

    // ---- writes

    /** Creates a znode with the default data, to stay. */
    public Pending<Created> create(String path) {
        return create(path, defaultData());
    }

    /** Creates a znode, to stay. */
    public Pending<Created> create(String path, Bytes data) {
        return create(CreateSpec.of(path, data, CreateOptions.PERSISTENT));
    }

    /** Creates a znode of any kind; see {@link CreateSpec} for ancestors, protection against lost replies, and repetition. */
    public Pending<Created> create(CreateSpec spec) {
        return engine.take(() -> operations().create(spec));
    }

    /** The same with a GUID in front of the name, by which it is found if the reply is lost. */
    public Pending<Created> createProtected(CreateSpec spec) {
        return create(spec.guid(engine.newGuid()));
    }

    /** Creates a znode, or replaces the data of the one that is there, whatever its version. Repeated after a lost reply. */
    public Pending<Stat> createOrSet(CreateSpec spec) {
        return engine.take(() -> operations().createOrSet(spec));
    }

    /** Replaces the data, whatever the version. */
    public Pending<Stat> set(String path, Bytes data) {
        return set(path, data, Op.ANY_VERSION);
    }

    /** Replaces the data if the znode is in this version, else fails with {@link io.zk4j.client.BadVersionException}. */
    public Pending<Stat> set(String path, Bytes data, int version) {
        return engine.take(() -> operations().set(path, data, version));
    }

    /** The same, repeated after a lost reply: if the znode has this data one version later, that counts as done. */
    public Pending<Stat> setIdempotent(String path, Bytes data, int version) {
        return engine.take(() -> operations().setRepeatedly(path, data, version));
    }

    /** Deletes a znode without children. */
    public Pending<Void> delete(String path) {
        return delete(path, Op.ANY_VERSION);
    }

    /** Deletes a znode without children if it is in this version. */
    public Pending<Void> delete(String path, int version) {
        return engine.take(() -> operations().delete(path, version));
    }

    /** The same, repeated after a lost reply: that the znode is gone counts as done then. */
    public Pending<Void> deleteIdempotent(String path, int version) {
        return engine.take(() -> operations().deleteRepeatedly(path, version));
    }

    /**
     * Sees to it that a znode without children is gone: repeated after lost replies until the servers have confirmed it or this framework
     * is closed, whatever the retry policy. That there is none is fine.
     */
    public Pending<Void> deleteGuaranteed(String path) {
        var untilDone = RetryPolicy.boundedExponential(
                Duration.ofMillis(50), Duration.ofSeconds(5), Integer.MAX_VALUE, engine.chance());
        return engine.take(() -> operations(Route.of(engine, untilDone)).remove(path));
    }

    /** Deletes a znode and everything below it. That there is none is fine. */
    public Pending<Void> deleteTree(String path) {
        return engine.take(() -> operations().removeTree(path));
    }

    /** Carries out all operations or none, else fails with {@link io.zk4j.client.MultiFailedException}. */
    public Pending<List<OpResult>> transaction(List<Op> ops) {
        var copy = List.copyOf(ops);
        return engine.take(() -> operations().multi(copy));
    }

    /** Replaces the ACL; {@code aclVersion} is the {@code aversion} of the {@link Stat}, or -1 for any. */
    public Pending<Stat> setAcl(String path, List<Acl> acls, int aclVersion) {
        return engine.take(() -> operations().setAcl(path, acls, aclVersion));
    }

    // ---- the ensemble

    /** The servers of the ensemble, as lines of a configuration; the version of the znode is that of {@link EnsembleChange#from}. */
    public Pending<Node> config() {
        return engine.take(() -> operations().config());
    }

    /** Changes the servers of the ensemble; brings what they are then. */
    public Pending<Node> reconfigure(EnsembleChange change) {
        return engine.take(() -> operations().reconfigure(change));
    }

    // ---- what recipes are built on

    /** The turn, the session of the moment, and what else all views share. */
    public Engine engine() {
        return engine;
    }

    /** Calls through whichever session there is, repeated as the retry policy says; for steps of the turn. */
    public Operations operations() {
        return operations(Route.of(engine, settings.retryPolicy()));
    }

    /** Calls that belong to one session, repeated until that is over; for steps of the turn. */
    public Operations operations(Session session) {
        return operations(Route.of(session, engine.chance()));
    }

    private Operations operations(Route route) {
        return new Operations(engine.turn(), route, settings);
    }

    // ---- the end

    /** Ends the session behind the calls made before; what it holds goes with it. */
    public Pending<Void> closeAsync() {
        return engine.take(engine::close);
    }

    /** Ends the session and waits for it, for a bounded time. */
    @Override
    public void close() {
        Pending<Void> closed = closeAsync();
        if (engine.turn().isMine()) {
            return; // a step cannot wait for another one
        }
        try {
            closed.await(CLOSE_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException tooLong) {
            // The servers end the session by themselves then.
        }
    }
}
