/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operation;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core thread: the only one that changes the tree, the sessions and the watches.
 *
 * <p>It takes everything that waits in the inbox, one after the other; what that made it propose then goes to the log
 * together, and each connection that got something is woken once. So the more there is to do, the less each piece costs.
 *
 * <p>A request is answered when all earlier ones of its connection have been: a write when it has been decided and applied,
 * anything else at once if nothing of the connection is unfinished, or else right behind that.
 *
 * <p>An exception on this thread is a bug, after which nothing that the core owns can be trusted: it is reported once and the
 * server stops.
 */
public final class ServerCore implements CoreState.Access {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCore.class);
    private static final int NO_CXID = 0;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Inbox<Input> inbox;
    private final Operations operations;
    private final CoreState state;
    private final Deliveries deliveries = new Deliveries();
    private final SessionDesk desk;
    private final DirectRoute direct;
    private final SessionExpiry expiry;
    private final CoreAnswers answers;
    private final Replication replication;
    private final Rhythm sessionChecks;
    private final Reaper reaper;
    private final Snapshots snapshots;
    private final WriteGate gate;
    private final Metrics metrics;
    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private long takenNanos; // when what is being dealt with was taken from the inbox
    private boolean stopped;

    /**
     * A core that is not started yet.
     *
     * @param replication what makes a change count as decided
     * @param onFailure called at most once, on the core thread, when the server cannot go on
     */
    public ServerCore(
            Inbox<Input> inbox,
            CoreState state,
            Operations operations,
            SessionSettings sessions,
            Replication.Kind replication,
            Snapshots snapshots,
            WriteGate gate,
            Reaper.Settings reaping,
            Clock clock,
            Consumer<Throwable> onFailure) {
        this.inbox = inbox;
        this.operations = operations;
        this.state = state;
        this.metrics = state.metrics();
        var rights = sessions.rights(state.sessions());
        this.desk = new SessionDesk(
                state, sessions.ids(), sessions.timeouts(), sessions.locals(), rights, deliveries, clock);
        var proposals = new Proposals(state, desk, this::replicate, clock);
        this.direct = new DirectRoute(proposals, state.sessions(), rights);
        this.expiry = new SessionExpiry(state, desk::lastHeard, direct, operations, clock);
        this.sessionChecks = new Rhythm(sessions.checkMillis(), clock.millis());
        this.replication = replication.in(new CoreParts(
                state, this, desk, rights, proposals, direct, operations, snapshots, gate, clock, this::fail));
        this.answers = new CoreAnswers(state.tree(), state.watches(), operations);
        this.reaper = new Reaper(state.tree(), reaping, clock.millis());
        this.snapshots = snapshots;
        this.gate = gate;
        this.clock = clock;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "zk4j-core");
    }

    public void start() {
        thread.start();
    }

    /** Ends the thread after what is in the inbox by now. */
    public void stop() throws InterruptedException {
        inbox.put(new Input.StopAsked());
        thread.join();
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<CoreState, T> question) {
        var answer = new CompletableFuture<T>();
        inbox.put(new Input.Asked(() -> answer.complete(question.apply(state))));
        return answer;
    }

    /**
     * Has a session expire as if its client had been silent for too long; any thread.
     *
     * @return whether there was such a session, and this server is the one that judges sessions
     */
    public CompletableFuture<Boolean> expire(long sessionId) {
        return ask(state -> replication.isLeading() && expiry.expire(sessionId));
    }

    private void run() {
        List<Input> batch = new ArrayList<>();
        try {
            replication.start();
            while (!stopped) {
                batch = inbox.takeAll(batch);
                takenNanos = clock.nanos();
                for (var input : batch) {
                    input.deliverTo(this);
                }
                long takenInNanos = clock.nanos();
                replication.endOfBatch();
                long proposedNanos = clock.nanos();
                deliveries.endOfBatch();
                metrics.measure(Measured.CORE_BATCH_SIZE, batch.size());
                metrics.measure(Measured.CORE_BATCH_MILLIS, (takenInNanos - takenNanos) / NANOS_PER_MILLI);
                metrics.measure(Measured.PROPOSE_MILLIS, (proposedNanos - takenInNanos) / NANOS_PER_MILLI);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            onFailure.accept(e);
        } catch (RuntimeException | Error e) {
            LOG.error("The server stops because of a bug: its state cannot be trusted any more", e);
            onFailure.accept(e);
        } finally {
            replication.close();
        }
    }

    void onHandshake(ClientConnection connection, ConnectRequest request) {
        if (!replication.isServing()) {
            deliveries.close(connection, "this server does not serve clients at the moment");
            return;
        }
        desk.handshake(connection, request, replication.route());
    }

    void onConnectionLost(ClientConnection connection) {
        desk.connectionLost(connection);
    }

    void onRequest(ClientRequest request) {
        var connection = request.connection();
        metrics.count(Counted.CORE_REQUESTS);
        metrics.measure(Measured.CORE_WAIT_MILLIS, Math.max(0, takenNanos - request.receivedNanos()) / NANOS_PER_MILLI);
        if (!desk.isServed(connection)) {
            metrics.count(Counted.STALE_REQUESTS);
            metrics.count(Counted.STALE_REQUESTS_DROPPED);
            return; // it is being closed; nobody waits for an answer
        }
        var body = request.body();
        if (body == null) {
            answerInTurn(request);
        } else if (operations.of(body) instanceof WriteOperation<Request> write) {
            take(request, body, write);
        } else if (body instanceof SyncRequest sync) {
            connection.unfinished().add(request);
            replication.route().sync(sync, request.caller(), request.xid(), () -> finishSync(request));
        } else {
            answerInTurn(request);
        }
    }

    private void answerInTurn(ClientRequest request) {
        var unfinished = request.connection().unfinished();
        if (unfinished.isEmpty()) {
            answer(request);
        } else {
            unfinished.add(request);
        }
    }

    private void take(ClientRequest request, Request body, WriteOperation<Request> operation) {
        var connection = request.connection();
        if (!gate.admits(body.opCode())) {
            answerInTurn(request.refused(ErrorCode.SYSTEM_ERROR));
            return;
        }
        if (desk.isLocal(connection)) {
            if (body instanceof CloseSessionRequest) {
                answerInTurn(request.endingLocalSession());
                return;
            }
            if (WantedEphemerals.in(body) && !desk.upgrade(connection, replication.route())) {
                answerInTurn(request.refused(ErrorCode.EPHEMERAL_ON_LOCAL_SESSION));
                return;
            }
        }
        connection.unfinished().add(request);
        boolean closesSession = body instanceof CloseSessionRequest;
        long begunNanos = closesSession ? clock.nanos() : 0;
        replication
                .route()
                .write(
                        operation,
                        body,
                        request.caller(),
                        request.xid(),
                        (record, applied) -> finish(request, body, operation, record, applied));
        if (closesSession) {
            metrics.measure(Measured.CLOSE_SESSION_MILLIS, (clock.nanos() - begunNanos) / NANOS_PER_MILLI);
        }
    }

    /** A write has been applied: it is answered, and whatever waited only for it. */
    private void finish(
            ClientRequest request, Request body, WriteOperation<Request> operation, TxnRecord record, Applied applied) {
        if (!isNext(request)) {
            return;
        }
        if (Moved.tells(record.txn())) {
            // Not told: it has a connection elsewhere, and would take the answer for one of that.
            desk.moved(request.connection());
            return;
        }
        if (record.txn() instanceof ErrorTxn error) {
            reply(request, new Answer(record.zxid(), error.err(), null));
        } else if (!applied.isOk()) {
            reply(request, Answer.refused(record.zxid(), applied.error()));
        } else {
            reply(request, Answer.of(record.zxid(), operation.reply(body, applied)));
        }
        answerWhatWaited(request.connection());
    }

    /** Everything that was under way when a sync came has arrived. */
    private void finishSync(ClientRequest request) {
        if (isNext(request)) {
            answer(request);
            answerWhatWaited(request.connection());
        }
    }

    /** Takes a request from those that are unfinished, where it must be the oldest; false if nobody waits for it any more. */
    @SuppressWarnings("ReferenceEquality") // this very request, not one like it
    private boolean isNext(ClientRequest request) {
        var connection = request.connection();
        if (connection.isClosed()) {
            metrics.count(Counted.STALE_REPLIES);
            return false;
        }
        if (connection.unfinished().poll() != request) {
            throw new IllegalStateException("answers out of order for " + connection + " at " + request);
        }
        return true;
    }

    private void answerWhatWaited(ClientConnection connection) {
        var unfinished = connection.unfinished();
        while (!unfinished.isEmpty() && !waitsForDecision(unfinished.element())) {
            answer(unfinished.remove());
        }
    }

    private boolean waitsForDecision(ClientRequest request) {
        var body = request.body();
        return body != null && (body instanceof SyncRequest || operations.of(body) instanceof WriteOperation<?>);
    }

    private void answer(ClientRequest request) {
        if (request.endsLocalSession()) {
            reply(request, Answer.of(state.tree().view().zxid(), new EmptyResponse()));
            desk.endLocal(request.connection().sessionId());
        } else {
            reply(request, answers.answer(request));
        }
    }

    private void reply(ClientRequest request, Answer answer) {
        deliveries.send(request.connection(), new Outgoing.Reply(request, answer.zxid(), answer.err(), answer.body()));
    }

    void onLogSynced(long zxid) {
        replication.onLogSynced(zxid);
    }

    /** Something came from the other servers. */
    void onPeers(ZabInput input) {
        replication.onPeers(input);
    }

    private void replicate(TxnRecord record) {
        replication.propose(record);
    }

    private void fail(Throwable cause) {
        stopped = true;
        onFailure.accept(cause);
    }

    void onLogFailed(Throwable cause) {
        LOG.error(
                "The server stops: the transaction log cannot be written, so nothing more can be acknowledged", cause);
        fail(cause);
    }

    void onTick(long nowMillis) {
        replication.onTick(nowMillis);
        if (!sessionChecks.isDue(nowMillis)) {
            return;
        }
        desk.expireLocals(nowMillis);
        if (!replication.isLeading()) {
            expiry.look(nowMillis);
            return;
        }
        expiry.judge(nowMillis);
        for (String path : reaper.due(nowMillis, clock.wallMillis())) {
            reap(path);
        }
    }

    private void reap(String path) {
        var request = new DeleteContainerRequest(path);
        Operation<DeleteContainerRequest> operation = operations.of(request);
        if (operation instanceof WriteOperation<DeleteContainerRequest> delete) {
            direct.write(delete, request, Caller.SERVER, NO_CXID, Proposals.WhenApplied.NOTHING);
        }
    }

    void onSnapshotDue() {
        snapshots.begin(state, this);
    }

    void onSnapshotEnded(long number) {
        snapshots.ended(number);
    }

    void onStopAsked() {
        stopped = true;
    }
}
