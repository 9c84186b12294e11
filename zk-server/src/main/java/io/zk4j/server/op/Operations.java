/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of all operations that this server offers, one line each. Immutable; for any thread. */
public final class Operations {
    private final Map<OpCode, Operation<?>> table = new EnumMap<>(OpCode.class);
    private final Check check;

    public Operations(OperationSettings settings) {
        var acls = settings.acls();
        var checks = new Checks(acls);
        var quotas = new QuotaChecks(settings.enforceQuota(), settings.metrics());
        var creation = new Creation(checks, quotas);
        this.check = new Check(checks);

        table.put(OpCode.CREATE, new Create(creation));
        table.put(OpCode.CREATE2, new Create(creation));
        table.put(OpCode.CREATE_CONTAINER, new CreateContainer(creation));
        table.put(OpCode.CREATE_TTL, new CreateTtl(creation, settings.extendedTypes()));
        table.put(OpCode.DELETE, new Delete(checks));
        table.put(OpCode.DELETE_CONTAINER, new DeleteContainer());
        table.put(OpCode.SET_DATA, new SetData(checks, quotas));
        table.put(OpCode.SET_ACL, new SetAcl(checks));
        table.put(OpCode.MULTI, new Multi(this));
        table.put(
                OpCode.RECONFIG,
                new Reconfig(checks, settings.ensemble(), settings.reconfigEnabled(), settings.participantsMin()));
        table.put(OpCode.CLOSE_SESSION, new CloseSession());

        table.put(OpCode.EXISTS, new Exists(checks));
        table.put(OpCode.GET_DATA, new GetData(checks));
        table.put(OpCode.GET_ACL, new GetAcl(checks, acls));
        table.put(OpCode.GET_CHILDREN, new GetChildren(checks));
        table.put(OpCode.GET_CHILDREN2, new GetChildren2(checks));
        table.put(OpCode.GET_ALL_CHILDREN_NUMBER, new GetAllChildrenNumber(checks));
        table.put(OpCode.GET_EPHEMERALS, new GetEphemerals());
        table.put(OpCode.MULTI_READ, new MultiRead(this));
        table.put(OpCode.SYNC, new Sync());
        table.put(OpCode.WHO_AM_I, new WhoAmI(acls));

        table.put(OpCode.ADD_WATCH, new AddWatch());
        table.put(OpCode.CHECK_WATCHES, new CheckWatches());
        table.put(OpCode.REMOVE_WATCHES, new RemoveWatches());
        table.put(OpCode.SET_WATCHES, new SetWatches());
        table.put(OpCode.SET_WATCHES2, new SetWatches2());
    }

    /**
     * The operation that serves a request, or null if there is none: then the request is to be answered with
     * "unimplemented". Handshakes, pings, {@code auth} and {@code sasl} belong to the connection and are not here.
     */
    @SuppressWarnings("unchecked") // each line of the table pairs an operation with the record that its code decodes to
    public <Q extends Request> @Nullable Operation<Q> of(Q request) {
        return (Operation<Q>) table.get(request.opCode());
    }

    /** The operation that serves a part of a multi. */
    @SuppressWarnings("unchecked") // as above
    <Q extends Request> WriteOperation<Q> partOf(Q request) {
        if (request.opCode() == OpCode.CHECK) {
            return (WriteOperation<Q>) check;
        }
        if (of(request) instanceof WriteOperation<Q> write) {
            return write;
        }
        throw new IllegalArgumentException(request.opCode() + " is no part of a multi");
    }
}
