/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operation;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.session.SessionIds;
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
    private final Proposals proposals;
    private final CoreAnswers answers;
    private final Replication replication;
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
     * @param log already wired to {@code inbox}
     * @param onFailure called at most once, on the core thread, when the server cannot go on
     */
    public ServerCore(
            Inbox<Input> inbox,
            CoreState state,
            Operations operations,
            SessionIds ids,
            SessionTimeouts timeouts,
            LogThread log,
            Snapshots snapshots,
            WriteGate gate,
            Reaper.Settings reaping,
            Clock clock,
            Consumer<Throwable> onFailure) {
        this.inbox = inbox;
        this.operations = operations;
        this.state = state;
        this.metrics = state.metrics();
        this.desk = new SessionDesk(state, ids, timeouts, operations, deliveries, clock);
        this.replication = new StandaloneReplication(log, this::onDecided);
        this.proposals = new Proposals(state, desk, replication, clock);
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

    private void run() {
        List<Input> batch = new ArrayList<>();
        try {
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
        }
    }

    void onHandshake(ClientConnection connection, ConnectRequest request) {
        if (!replication.isServing()) {
            deliveries.close(connection, "this server does not serve clients at the moment");
            return;
        }
        desk.handshake(connection, request, proposals);
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
        if (body == null || !(operations.of(body) instanceof WriteOperation<Request> write)) {
            answerInTurn(request);
        } else if (gate.admits(body.opCode())) {
            connection.unfinished().add(request);
            propose(request, body, write);
        } else {
            answerInTurn(request.refused(ErrorCode.SYSTEM_ERROR));
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

    private void propose(ClientRequest request, Request body, WriteOperation<Request> operation) {
        boolean closesSession = body instanceof CloseSessionRequest;
        long begunNanos = closesSession ? clock.nanos() : 0;
        proposals.propose(
                (proposer, zxid, time) ->
                        proposer.propose(operation, body, request.caller(), request.xid(), zxid, time),
                (record, applied) -> finish(request, body, operation, record, applied));
        if (closesSession) {
            metrics.measure(Measured.CLOSE_SESSION_MILLIS, (clock.nanos() - begunNanos) / NANOS_PER_MILLI);
            desk.closingProposed(request.connection().sessionId());
        }
    }

    /** A write has been applied: it is answered, and whatever waited only for it. */
    @SuppressWarnings("ReferenceEquality") // this very request, not one like it
    private void finish(
            ClientRequest request, Request body, WriteOperation<Request> operation, TxnRecord record, Applied applied) {
        var connection = request.connection();
        if (connection.isClosed()) {
            metrics.count(Counted.STALE_REPLIES);
            return;
        }
        var unfinished = connection.unfinished();
        if (unfinished.poll() != request) {
            throw new IllegalStateException("answers out of order for " + connection + " at " + record);
        }
        if (record.txn() instanceof ErrorTxn error) {
            reply(request, new Answer(record.zxid(), error.err(), null));
        } else if (!applied.isOk()) {
            reply(request, Answer.refused(record.zxid(), applied.error()));
        } else {
            reply(request, Answer.of(record.zxid(), operation.reply(body, applied)));
        }
        while (!unfinished.isEmpty() && !isWrite(unfinished.element())) {
            answer(unfinished.remove());
        }
    }

    private boolean isWrite(ClientRequest request) {
        var body = request.body();
        return body != null && operations.of(body) instanceof WriteOperation<?>;
    }

    private void answer(ClientRequest request) {
        reply(request, answers.answer(request));
    }

    private void reply(ClientRequest request, Answer answer) {
        deliveries.send(request.connection(), new Outgoing.Reply(request, answer.zxid(), answer.err(), answer.body()));
    }

    void onLogSynced(long zxid) {
        replication.onLogSynced(zxid);
    }

    private void onDecided(long zxid) {
        proposals.decidedUpTo(zxid);
    }

    void onLogFailed(Throwable cause) {
        LOG.error(
                "The server stops: the transaction log cannot be written, so nothing more can be acknowledged", cause);
        stopped = true;
        onFailure.accept(cause);
    }

    void onTick(long nowMillis) {
        if (!replication.isServing()) {
            return;
        }
        desk.expire(nowMillis, proposals);
        for (String path : reaper.due(nowMillis, clock.wallMillis())) {
            reap(path);
        }
    }

    private void reap(String path) {
        var request = new DeleteContainerRequest(path);
        Operation<DeleteContainerRequest> operation = operations.of(request);
        if (operation instanceof WriteOperation<DeleteContainerRequest> delete) {
            proposals.propose(
                    (proposer, zxid, time) -> proposer.propose(delete, request, Caller.SERVER, NO_CXID, zxid, time),
                    Proposals.WhenApplied.NOTHING);
        }
    }

    void onSnapshotDue() {
        snapshots.begin(state, this);
    }

    void onSnapshotEnded() {
        snapshots.ended();
    }

    void onStopAsked() {
        stopped = true;
    }
}
