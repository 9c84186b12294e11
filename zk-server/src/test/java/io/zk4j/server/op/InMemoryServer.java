/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.TxnRecord;
import io.zk4j.server.watch.WatchTable;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The pure parts of a server wired to each other, with a log that is in memory and synced when the test says so. */
public final class InMemoryServer {
    public final DataTree tree = new DataTree(true);
    public final PendingChanges pending = new PendingChanges(tree);
    public final WatchTable watches;
    public final Operations operations;
    private final AclPolicy policy;
    public long lastProposed;
    public long timeMillis = 1_000;

    private final Proposer proposer = new Proposer(pending);
    private final Queue<Proposed> proposed = new ArrayDeque<>();

    /** A request on its way. */
    private record Proposed(Request request, Connection from, TxnRecord record) {}

    /** What a client gets. */
    public record Reply(long zxid, ErrorCode err, @Nullable Response response) {
        @SuppressWarnings("unchecked")
        public <R extends Response> R as(Class<R> type) {
            if (!type.isInstance(response)) {
                throw new AssertionError("not a " + type.getSimpleName() + ": " + this);
            }
            return (R) response;
        }
    }

    public InMemoryServer() {
        this(OperationSettings.standard());
    }

    public InMemoryServer(OperationSettings settings) {
        this.watches = new WatchTable(settings.acls(), settings.metrics());
        this.operations = new Operations(settings);
        this.policy = settings.acls();
    }

    /** Serves a request at once. */
    public <Q extends Request> Reply call(Connection from, Q request) {
        var operation = operations.of(request);
        if (operation instanceof ReadOperation<Q> read) {
            return read(from, request, read);
        }
        if (operation instanceof WatchOperation<Q> watch) {
            try {
                return new Reply(tree.lastZxid(), ErrorCode.OK, watch.answer(request, from, watches, tree.view()));
            } catch (Refused e) {
                return new Reply(tree.lastZxid(), e.code(), null);
            }
        }
        if (operation == null) {
            return new Reply(-1, ErrorCode.UNIMPLEMENTED, null);
        }
        propose(from, request);
        Reply reply = null;
        while (!proposed.isEmpty()) {
            reply = applyNext();
        }
        if (reply == null) {
            throw new AssertionError("nothing was proposed");
        }
        return reply;
    }

    private <Q extends Request> Reply read(Connection from, Q request, ReadOperation<Q> read) {
        ErrorCode outcome = ErrorCode.OK;
        Response response = null;
        try {
            response = read.needsCore(request)
                    ? read.answer(request, from.caller(), tree.view())
                    : tree.readConsistently(view -> read.answer(request, from.caller(), view));
        } catch (Refused e) {
            outcome = e.code();
        }
        read.leaveWatch(request, outcome, watches, from);
        return new Reply(tree.lastZxid(), outcome, response);
    }

    /** Checks a write and logs it, without applying it yet. */
    public TxnRecord propose(Connection from, Request request) {
        return propose(from, request, from.caller());
    }

    private <Q extends Request> TxnRecord propose(Connection from, Q request, Caller caller) {
        if (!(operations.of(request) instanceof WriteOperation<Q> write)) {
            throw new AssertionError(request + " is no write");
        }
        var record = proposer.propose(write, request, caller, 0, ++lastProposed, timeMillis);
        proposed.add(new Proposed(request, from, record));
        return record;
    }

    /** Applies the oldest proposal. */
    public Reply applyNext() {
        var next = proposed.remove();
        var record = next.record();
        var applied = tree.apply(record.header(), record.txn(), watches);
        pending.applied(record.zxid());
        if (record.digest() != null && !record.digest().equals(tree.digest())) {
            throw new AssertionError("digest foretold " + record.digest() + ", now " + tree.digest() + ": " + record);
        }
        return applied.isOk()
                ? new Reply(record.zxid(), ErrorCode.OK, reply(next.request(), applied))
                : new Reply(record.zxid(), applied.error(), null);
    }

    private <Q extends Request> Response reply(Q request, Applied applied) {
        return ((WriteOperation<Q>) operations.of(request)).reply(request, applied);
    }

    /** Serves a request that the server makes itself. */
    public Reply callAsServer(Request request) {
        propose(new Connection(0), request, Caller.SERVER);
        return applyNext();
    }

    public AclPolicy policy() {
        return policy;
    }

    // ---- Requests in short ----

    public Reply create(Connection from, String path) {
        return create(from, path, CreateMode.PERSISTENT);
    }

    public Reply create(Connection from, String path, CreateMode mode) {
        return call(from, createRequest(path, mode));
    }

    public static CreateRequest createRequest(String path, CreateMode mode) {
        return new CreateRequest(OpCode.CREATE2, path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, mode.flag());
    }

    public Reply delete(Connection from, String path) {
        return call(from, new DeleteRequest(path, -1));
    }

    public Reply setData(Connection from, String path, String data) {
        return call(from, new SetDataRequest(path, Bytes.ofUtf8(data), -1));
    }
}
