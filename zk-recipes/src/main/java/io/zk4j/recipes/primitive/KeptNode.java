/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.CallTimedOutException;
import io.zk4j.client.Created;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.ZkException;
import io.zk4j.client.ZkException.Advice;
import io.zk4j.framework.Connection;
import io.zk4j.framework.ConnectionState;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A znode that is there as long as this is open: created, and created again whenever a session ends or somebody deletes it.
 *
 * <p>Thread-safe; its state belongs to the turn. If there is a znode of this path already, an ephemeral one of another session is
 * waited for to go, and any other is taken over. While the connection is suspended nothing happens; after a loss the znode of the old
 * session goes, and one of the new session comes.
 */
public final class KeptNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptNode.class);
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    private final ZkFramework zk;
    private final Engine engine;
    private final CreateSpec spec;
    private final Consumer<String> onCreated;
    private final CompletableFuture<String> first = new CompletableFuture<>();
    /** Written by the turn, read by everybody. */
    private volatile Optional<String> actualPath = Optional.empty();

    private final Registration connection;
    /** Written by the turn, read by everybody. */
    private volatile Bytes data;

    /** Grows with each session and each loss of the znode; what belongs to an earlier round is of no interest. */
    private long round;

    private long sessionNumber;
    private @Nullable WatchHandle watch;
    /** Completes when the znode of somebody else is gone that is in the way; cancelled when nobody waits for that any more. */
    private CompletableFuture<Void> otherGone = new CompletableFuture<>();

    private boolean begun;
    private boolean closed;
    private boolean leftThere;
    /** Whether a session that is over may have left a znode at the path, which does not go with it. */
    private boolean inDoubt;
    /** The data that the present znode was last given; null if nobody knows what it has. */
    private @Nullable Bytes sent;
    /** The latest attempt to create the znode; when it is settled, an attempt that came too late is undone. */
    private CompletionStage<Void> creating = Stages.done();
    /** The latest change of the data. */
    private CompletionStage<Void> writing = Stages.done();

    private KeptNode(ZkFramework zk, CreateSpec spec, Consumer<String> onCreated) {
        this.zk = zk;
        this.engine = zk.engine();
        this.spec = spec;
        this.data = spec.data();
        this.onCreated = onCreated;
        this.connection = engine.onConnection(this::onConnection);
    }

    /**
     * Begins to keep a znode.
     *
     * @param spec what to create; with a GUID, each new znode gets one of its own
     * @param onCreated is told the path, on the executor for callbacks, whenever the znode was created
     */
    public static KeptNode open(ZkFramework zk, CreateSpec spec, Consumer<String> onCreated) {
        return openAfter(Stages.done(), zk, spec, onCreated);
    }

    /** The same as soon as a stage is over: the end of another one that was kept at this path. */
    public static KeptNode openAfter(
            CompletionStage<Void> before, ZkFramework zk, CreateSpec spec, Consumer<String> onCreated) {
        var node = new KeptNode(zk, spec, onCreated);
        before.whenComplete((done, failure) -> node.engine.turn().execute(() -> {
            node.begun = true;
            node.startOver();
        }));
        return node;
    }

    /** The path of the znode as it is now, with its GUID and number; empty while there is none. */
    public Optional<String> actualPath() {
        return actualPath;
    }

    /** Completes with the path when the znode is there for the first time; cancelled if this is closed before. */
    public Pending<String> created() {
        return engine.take(() -> first);
    }

    /**
     * Replaces the data, now if the znode is there, and of each znode created later. If this fails because the servers cannot be reached,
     * it is done when they can be again.
     */
    public Pending<Void> setData(Bytes data) {
        return engine.take(() -> {
            this.data = data;
            return write(round);
        });
    }

    /**
     * Deletes the znode and keeps it no longer. Completes when it is gone, or goes with its session; what does not go with a session is
     * deleted as soon as the servers can be reached, unless the framework is closed before. Never fails.
     */
    public Pending<Void> closeAsync() {
        return engine.take(this::stop);
    }

    /** Keeps the znode no longer, and leaves it where it is. Completes at once. */
    public Pending<Void> letGo() {
        return engine.take(() -> {
            actualPath = Optional.empty();
            leftThere = true;
            return stop();
        });
    }

    /** The data of this znode and of those created later. */
    public Bytes data() {
        return data;
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    // ---- on the turn

    private void onConnection(Connection now) {
        boolean lost = now.state() == ConnectionState.LOST;
        if (lost && isEphemeral()) {
            actualPath = Optional.empty();
        }
        if (lost || now.sessionNumber() != sessionNumber) {
            startOver();
        }
    }

    private void startOver() {
        round++;
        closeWatch();
        Session session = engine.session();
        if (!begun || closed || engine.isClosed() || session.isOver()) {
            return; // the next session begins with a change of the connection
        }
        sessionNumber = session.number();
        long mine = round;
        Optional<String> still = actualPath; // no session has taken it along
        if (still.isPresent()) {
            watch(mine, session, still.get());
            var unused = write(mine);
            return;
        }
        CompletionStage<String> created = create(mine, session);
        creating = created.handle((path, failure) ->
                        failure == null ? onThere(mine, session, path) : onRefusal(mine, Failures.cause(failure)))
                .thenCompose(settled -> settled);
    }

    private CompletionStage<String> create(long mine, Session session) {
        Operations calls = zk.operations(session);
        var now = spec.guid() == null ? spec : spec.guid(engine.newGuid());
        sent = data;
        return Stages.recover(
                        calls.create(now.withData(data)).thenApply(Created::path),
                        failure -> mayBeThere(failure)
                                ? takeOver(mine, calls, session)
                                : CompletableFuture.failedStage(failure))
                .whenComplete((path, failure) -> {
                    if (failure != null && session.isOver() && !isEphemeral()) {
                        onDoubt(now);
                    }
                });
    }

    /** Nobody knows whether a session that is over has left a znode that does not go with it. */
    private void onDoubt(CreateSpec tried) {
        UUID guid = tried.guid();
        if (guid != null) { // the next one has another, so this one is nobody's
            whileItFails(() -> zk.operations().removeProtected(tried));
        } else if (!closed) {
            inDoubt = true;
        } else if (!leftThere) {
            whileItFails(() -> zk.operations().remove(spec.path()));
        }
    }

    /** Also if the reply was lost and no GUID tells what came of it: the path does, unless the servers choose it. */
    private boolean mayBeThere(Throwable failure) {
        return failure instanceof NodeExistsException
                || (failure instanceof OutcomeUnknownException
                        && !spec.options().mode().isSequential());
    }

    /**
     * Somebody was here before: this program in an earlier session, or a moment ago, or a stranger. The sync makes sure that this server
     * has seen it.
     */
    private CompletionStage<String> takeOver(long mine, Operations calls, Session session) {
        var gone = new CompletableFuture<Void>();
        otherGone = gone;
        var looked = calls.sync(spec.path())
                .thenCompose(synced -> calls.existsAndWatch(spec.path(), event -> gone.complete(null)));
        return looked.thenCompose(seen -> {
            boolean ours = seen.value().isPresent()
                    && (seen.value().get().ephemeralOwner() == 0
                            || seen.value().get().ephemeralOwner() == session.id());
            if (mine != round) {
                seen.watch().close();
                return ours ? Stages.value(spec.path()) : CompletableFuture.failedStage(new CancellationException());
            } else if (ours) {
                seen.watch().close();
                sent = data;
                return calls.setRepeatedly(spec.path(), data, Op.ANY_VERSION).thenApply(stat -> spec.path());
            } else if (seen.value().isEmpty()) {
                seen.watch().close();
                return create(mine, session);
            }
            watch = seen.watch();
            return gone.thenCompose(event -> create(mine, session));
        });
    }

    private CompletionStage<Void> onThere(long mine, Session session, String path) {
        if (mine != round || closed) {
            return leftThere ? Stages.done() : remove(session, path); // was created too late for anybody to want it
        }
        inDoubt = false;
        actualPath = Optional.of(path);
        first.complete(path);
        engine.callbacks().execute(() -> onCreated.accept(path));
        watch(mine, session, path);
        var unused = write(mine); // it may have been replaced while the znode was being created
        return Stages.done();
    }

    private void watch(long mine, Session session, String path) {
        zk.operations(session)
                .existsAndWatch(path, event -> onEvent(mine, session, event))
                .whenComplete((seen, failure) -> {
                    if (mine != round) {
                        if (failure == null) {
                            seen.watch().close();
                        }
                    } else if (failure != null) {
                        onRefusal(mine, Failures.cause(failure));
                    } else if (seen.value().isEmpty()) {
                        seen.watch().close();
                        actualPath = Optional.empty();
                        startOver();
                    } else {
                        watch = seen.watch();
                    }
                });
    }

    private void onEvent(long mine, Session session, WatchEvent event) {
        if (mine != round) {
            return;
        } else if (event.kind() == WatchEvent.Kind.DELETED) {
            actualPath = Optional.empty();
            startOver();
        } else {
            watch(mine, session, event.path());
        }
    }

    private CompletionStage<Void> onRefusal(long mine, Throwable failure) {
        if (mine != round || closed || engine.isClosed() || engine.session().number() != sessionNumber) {
            return Stages.done();
        }
        LOG.warn("{} cannot be created; trying again in {} ms", spec.path(), PAUSE_AFTER_REFUSAL.toMillis(), failure);
        engine.turn().after(PAUSE_AFTER_REFUSAL, () -> {
            if (mine == round) {
                startOver();
            }
        });
        return Stages.done();
    }

    /** One at a time, as one that is repeated after a lost reply must not come behind a later one. */
    private CompletionStage<Void> write(long mine) {
        CompletionStage<Void> written = settled(writing).thenCompose(before -> writeNow(mine));
        writing = written;
        return written;
    }

    private CompletionStage<Void> writeNow(long mine) {
        Optional<String> path = actualPath;
        if (mine != round || path.isEmpty() || Objects.equals(data, sent)) {
            return Stages.done(); // the next one is created with it
        }
        sent = data;
        CompletionStage<Void> written = zk.operations(engine.session())
                .setRepeatedly(path.get(), data, Op.ANY_VERSION)
                .thenCompose(stat -> {
                    if (mine != round) {
                        sent = null; // it may have hit the next znode of this path
                    }
                    return writeNow(round);
                });
        return Stages.recover(written, failure -> {
            sent = null;
            if (failure instanceof NoNodeException) {
                return Stages.done();
            } else if (mine != round) {
                return writeNow(round);
            } else if (failure instanceof ZkException zkFailure && zkFailure.advice() != Advice.GIVE_UP) {
                engine.turn().after(PAUSE_AFTER_REFUSAL, () -> write(mine));
            }
            return CompletableFuture.failedStage(failure);
        });
    }

    private CompletionStage<Void> stop() {
        if (closed) {
            return Stages.done();
        }
        closed = true;
        round++;
        connection.close();
        closeWatch();
        first.cancel(false);
        Optional<String> path = inDoubt && !leftThere ? Optional.of(spec.path()) : actualPath;
        actualPath = Optional.empty();
        // What is under way must be over, or else it might undo what a successor on the same path does.
        CompletionStage<Void> quiet = settled(creating).thenCompose(done -> settled(writing));
        if (path.isEmpty()) {
            return quiet;
        }
        Session session = engine.session();
        return quiet.thenCompose(done -> remove(session, path.get()));
    }

    private static CompletionStage<Void> settled(CompletionStage<?> stage) {
        return stage.handle((value, failure) -> null);
    }

    private boolean isEphemeral() {
        return spec.options().mode().isEphemeral();
    }

    /** What is ephemeral goes with its session; anything else has to be deleted, however many sessions that takes. Never fails. */
    private CompletionStage<Void> remove(Session session, String path) {
        if (!isEphemeral()) {
            return whileItFails(() -> zk.operations().remove(path));
        }
        return Stages.recover(zk.operations(session).remove(path), failure -> {
            LOG.warn("{} cannot be deleted", path, failure);
            return Stages.done();
        });
    }

    private CompletionStage<Void> whileItFails(Supplier<CompletionStage<Void>> removal) {
        return Stages.recover(removal.get(), failure -> {
            boolean mayPass = failure instanceof NotConnectedException
                    || failure instanceof CallTimedOutException
                    || failure instanceof OutcomeUnknownException
                    || failure instanceof SessionExpiredException;
            if (!mayPass || engine.isClosed()) {
                LOG.warn("{} cannot be deleted; it stays until somebody does", spec.path(), failure);
                return Stages.done();
            }
            var paused = new CompletableFuture<Void>();
            engine.turn().after(PAUSE_AFTER_REFUSAL, () -> paused.complete(null));
            return paused.thenCompose(done -> whileItFails(removal));
        });
    }

    private void closeWatch() {
        otherGone.cancel(false);
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }
}
