/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.net.AddressLookup;
import io.zk4j.client.net.Transport;
import io.zk4j.client.security.SaslLogin;
import io.zk4j.client.security.SaslSettings;
import io.zk4j.client.security.TlsContexts;
import io.zk4j.client.security.TlsSettings;
import io.zk4j.client.session.ConnectString;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link ZkClient}, each with a default. */
public final class ZkClientBuilder {
    /** The protocol has 32 bits for it. */
    private static final Duration SESSION_TIMEOUT_MAX = Duration.ofMillis(Integer.MAX_VALUE);

    private static final Duration BLOCKED_CALLBACK = Duration.ofSeconds(10);

    private final ConnectString connectString;
    private final SessionConfig.Builder session;
    private Duration sessionTimeout = Duration.ofMillis(SessionConfig.DEFAULT_SESSION_TIMEOUT_MILLIS);
    private @Nullable Long deadlineMillis;
    private Executor callbacks = ForkJoinPool.commonPool();
    private Duration blockedCallback = BLOCKED_CALLBACK;
    private @Nullable TlsSettings tls;
    private @Nullable SaslSettings sasl;

    ZkClientBuilder(String connectString) {
        this.connectString = ConnectString.parse(connectString);
        this.session = SessionConfig.builder(this.connectString.servers());
    }

    /**
     * How long the session outlives a silence, as wished; the server decides. 30 seconds unless set.
     *
     * @param timeout to ask the server for; the server has the last word
     * @return this builder
     * @throws IllegalArgumentException if it is not a number of milliseconds from 1 to {@link Integer#MAX_VALUE}
     */
    public ZkClientBuilder sessionTimeout(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(SESSION_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("a session timeout of " + timeout
                    + " cannot be asked for; it can be from 1 to " + SESSION_TIMEOUT_MAX.toMillis() + " ms");
        }
        this.sessionTimeout = timeout;
        return this;
    }

    /**
     * The deadline of each call; the session timeout unless set.
     *
     * @param deadline how long a call may take, a millisecond at least
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     */
    public ZkClientBuilder deadline(Duration deadline) {
        this.deadlineMillis = ZkClient.deadlineMillis(deadline);
        return this;
    }

    /**
     * Where stages complete and watches are told, one at a time and in the order of the session; the common pool unless set.
     * {@code Runnable::run} is the I/O thread itself, for callbacks that never block.
     *
     * @param executor runs callbacks; it may refuse them, which costs the I/O thread the time
     * @return this builder
     */
    public ZkClientBuilder callbacksOn(Executor executor) {
        this.callbacks = executor;
        return this;
    }

    /**
     * A callback that runs longer than this is reported in the log with its stack. 10 seconds unless set.
     *
     * @param limit how long a callback may run
     * @return this builder
     */
    public ZkClientBuilder reportCallbacksLongerThan(Duration limit) {
        this.blockedCallback = limit;
        return this;
    }

    /**
     * Whether a server without a quorum will do, which serves reads that may be old.
     *
     * @param canBeReadOnly whether a server that takes reads only will do
     * @return this builder
     */
    public ZkClientBuilder canBeReadOnly(boolean canBeReadOnly) {
        session.canBeReadOnly(canBeReadOnly);
        return this;
    }

    /**
     * Goes on with a session of earlier days, if it still lives.
     *
     * @param sessionId the id of the session to go on with
     * @param password the password of that session
     * @return this builder
     */
    public ZkClientBuilder resume(long sessionId, Bytes password) {
        session.resume(sessionId, password);
        return this;
    }

    /**
     * How many calls may be without an answer, a million unless set; one more fails at once, to be repeated.
     *
     * @param calls at most so many
     * @return this builder
     */
    public ZkClientBuilder callsMax(int calls) {
        session.callsMax(calls);
        return this;
    }

    /**
     * The largest request to send and reply to accept, {@code jute.maxbuffer}.
     *
     * @param bytes the number of bytes
     * @return this builder
     */
    public ZkClientBuilder frameBytesMax(int bytes) {
        session.frameBytesMax(bytes);
        return this;
    }

    /**
     * Protects the connections with TLS. Certificates that have been renewed are used from the next connection on.
     *
     * @param settings what to use
     * @return this builder
     */
    public ZkClientBuilder tls(TlsSettings settings) {
        this.tls = settings;
        return this;
    }

    /**
     * Logs in at the beginning of each connection. A server that refuses the login ends the session.
     *
     * @param settings what to use
     * @return this builder
     */
    public ZkClientBuilder sasl(SaslSettings settings) {
        this.sasl = settings;
        return this;
    }

    /**
     * Starts to connect, in the background. Calls can be made at once; they wait for the connection.
     *
     * @return the client, which is still connecting
     * @throws io.zk4j.client.security.TlsException if the settings for TLS cannot be used, saying which and why
     */
    public ZkClient open() {
        var config = session.sessionTimeoutMillis(Math.toIntExact(sessionTimeout.toMillis()))
                .build();
        var transport = new Transport(
                AddressLookup::byName,
                tls == null ? null : TlsContexts.load(tls),
                sasl == null ? null : new SaslLogin(sasl));
        var shared = new SharedSession(config, transport, new SerialExecutor(callbacks, blockedCallback));
        long each = deadlineMillis == null ? sessionTimeout.toMillis() : deadlineMillis;
        return new ZkClient(shared, connectString.chroot(), each);
    }
}
