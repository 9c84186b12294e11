/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkClientBuilder;
import io.zk4j.protocol.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link ZkFramework}, each with a default. */
public final class ZkFrameworkBuilder {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(15);
    /** How long the framework's own thread outlives the last step that it takes. */
    private static final Duration IDLE_THREAD_LIFE = Duration.ofSeconds(1);

    private final EnsembleProvider ensemble;
    private final List<Credential> credentials = new ArrayList<>();
    private Duration sessionTimeout = SESSION_TIMEOUT;
    private Duration connectionTimeout = CONNECTION_TIMEOUT;
    private @Nullable Executor work;
    private Executor callbacks = ForkJoinPool.commonPool();
    private UnaryOperator<ZkClientBuilder> client = builder -> builder;
    private boolean defaultDataIsSet;
    private ZkFramework.Settings settings = ZkFramework.Settings.DEFAULT;

    ZkFrameworkBuilder(EnsembleProvider ensemble) {
        this.ensemble = ensemble;
    }

    /** What all paths are below, as in {@code app}; made with the first znode below it. None unless set. */
    public ZkFrameworkBuilder namespace(String name) {
        settings = settings.namespace(Namespace.of(name));
        return this;
    }

    /** How long a session outlives a silence, as wished; the servers decide. 60 seconds unless set. */
    public ZkFrameworkBuilder sessionTimeout(Duration timeout) {
        this.sessionTimeout = timeout;
        return this;
    }

    /** How long each try of a call waits for a connection and its answer. 15 seconds unless set. */
    public ZkFrameworkBuilder connectionTimeout(Duration timeout) {
        this.connectionTimeout = timeout;
        return this;
    }

    /** When calls are tried again; see {@link ZkFramework} for which. Three times from one second on unless set. */
    public ZkFrameworkBuilder retryPolicy(RetryPolicy policy) {
        settings = settings.retryPolicy(policy);
        return this;
    }

    /** Adds an identity to every session. */
    public ZkFrameworkBuilder authorization(String scheme, Bytes credential) {
        credentials.add(new Credential(scheme, credential));
        return this;
    }

    /** The ACL of what is created without one of its own. Open to everybody unless set. */
    public ZkFrameworkBuilder aclProvider(AclProvider provider) {
        settings = settings.aclProvider(provider);
        return this;
    }

    /** What is in a znode that is created without data. This host's address unless set, as with Curator. */
    public ZkFrameworkBuilder defaultData(Bytes data) {
        settings = settings.defaultData(data);
        defaultDataIsSet = true;
        return this;
    }

    /** How {@link ZkFramework#compressed} stores data. {@link CompressionProvider#gzip()} unless set, as with Curator. */
    public ZkFrameworkBuilder compression(CompressionProvider provider) {
        settings = settings.compression(provider);
        return this;
    }

    /** Compresses everything, what recipes store included, except in views that are {@link ZkFramework#uncompressed}. */
    public ZkFrameworkBuilder enableCompression() {
        settings = settings.compressed(true);
        return this;
    }

    /**
     * Where the framework takes all of its steps, which never block. Unless set, on the thread that brings them: the application's when it
     * calls, the client's when a reply or an event comes, each for a millisecond at most; what takes longer, and what timers bring, goes to
     * a thread of the framework's own, which ends when there is nothing to do. What the application plugs in is called by steps and must not
     * block: providers of servers, ACLs and compression, retry policies, serializers, filters.
     */
    public ZkFrameworkBuilder worksOn(Executor executor) {
        this.work = executor;
        return this;
    }

    /**
     * Where listeners and what depends on stages run; they may block as far as this executor can bear it. The common pool unless set. An
     * executor that runs tasks on the calling thread leaves them to the threads of {@link #worksOn}.
     */
    public ZkFrameworkBuilder callbacksOn(Executor executor) {
        this.callbacks = executor;
        return this;
    }

    /** Further settings of each session's client: TLS, SASL, limits, read-only servers. */
    public ZkFrameworkBuilder client(UnaryOperator<ZkClientBuilder> settings) {
        this.client = settings;
        return this;
    }

    /**
     * Starts to connect, in the background. Calls can be made at once; they wait for the connection.
     *
     * @throws IllegalArgumentException if the connect string makes no sense
     * @throws io.zk4j.client.security.TlsException if the settings for TLS cannot be used, saying which and why
     */
    public ZkFramework open() {
        var turn = work != null
                ? new Turn(work, Timers.SYSTEM)
                : Turn.atOnce(ownThread(ensemble.connectString()), Timers.SYSTEM);
        var surroundings = new Engine.Surroundings(this::session, turn, callbacks, UUID::randomUUID, Route.CHANCE);
        var all = defaultDataIsSet ? settings : settings.defaultData(localAddress());
        return new ZkFramework(new Engine(surroundings), all);
    }

    /** Needs no end: it keeps no thread while it has nothing to do. The turn gives it one task at a time, so its queue stays short. */
    private static Executor ownThread(String connectString) {
        var executor = new ThreadPoolExecutor(
                1, 1, IDLE_THREAD_LIFE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), step -> {
                    var thread = new Thread(step, "zk-framework " + connectString);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Bytes localAddress() {
        try {
            return Bytes.ofUtf8(InetAddress.getLocalHost().getHostAddress());
        } catch (UnknownHostException nameless) {
            return Bytes.EMPTY;
        }
    }

    private SessionClient session(Turn turn) {
        ZkClient session = client.apply(ZkClient.builder(ensemble.connectString()))
                .sessionTimeout(sessionTimeout)
                .deadline(connectionTimeout)
                .callbacksOn(turn)
                .open();
        credentials.forEach(credential -> session.addAuth(credential.scheme(), credential.secret()));
        return new LiveSession(session);
    }

    /** An identity's proof. */
    private record Credential(String scheme, Bytes secret) {}
}
