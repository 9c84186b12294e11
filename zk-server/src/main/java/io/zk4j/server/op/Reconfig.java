/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.ReconfigResponse;
import io.zk4j.protocol.Response;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.membership.Reconfiguration;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.SystemNodes;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code reconfig}: changes the members of an ensemble. A server on its own has none.
 *
 * <p>The change is a transaction that puts the new list into {@code /zookeeper/config}; its zxid is the list's version. It is
 * decided by a quorum of the old and one of the new members.
 */
final class Reconfig implements WriteOperation<ReconfigRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Reconfig.class);
    private static final long ANY_VERSION = -1;

    /** The znode's version does not count its changes; the list has a version of its own. */
    private static final int ZNODE_VERSION = -1;

    private final Checks checks;
    private final Ensemble ensemble;
    private final boolean enabled;
    private final int participantsMin;

    /**
     * The operation.
     *
     * @param participantsMin how many servers with a vote must be left
     */
    Reconfig(Checks checks, Ensemble ensemble, boolean enabled, int participantsMin) {
        this.checks = checks;
        this.ensemble = ensemble;
        this.enabled = enabled;
        this.participantsMin = participantsMin;
    }

    @Override
    public Txn prepare(ReconfigRequest request, Caller caller, PendingChanges pending) throws Refused {
        if (!enabled) {
            throw new Refused(ErrorCode.RECONFIG_DISABLED);
        }
        Checks.sessionIsAlive(caller, pending);
        var lastSeen = ensemble.lastSeen();
        if (lastSeen == null) {
            throw new Refused(ErrorCode.UNIMPLEMENTED);
        }
        var node = Checks.node(SystemNodes.CONFIG, pending);
        if (ensemble.isChanging() || node.mzxid() > lastSeen.version()) {
            throw new Refused(ErrorCode.RECONFIG_IN_PROGRESS);
        }
        if (request.curConfigId() != ANY_VERSION && request.curConfigId() != lastSeen.version()) {
            throw new Refused(ErrorCode.BAD_VERSION);
        }
        var next = next(lastSeen, request).withVersion(pending.zxid());
        if (next.participants().size() < participantsMin) {
            LOG.warn("Refused a reconfiguration: fewer than {} participants would be left", participantsMin);
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        if (!ensemble.isReady(next)) {
            LOG.warn(
                    "Refused a reconfiguration: no quorum of {} is connected and up to date; a server that is an observer does"
                            + " not count for the change that gives it a vote. Start the other members, or remove those"
                            + " that are gone first",
                    next);
            throw new Refused(ErrorCode.NEW_CONFIG_NO_QUORUM);
        }
        checks.permission(Perms.WRITE, node, caller);
        var text = Bytes.ofUtf8(next.text());
        pending.replace(node.withData(text, ZNODE_VERSION, pending.zxid(), pending.timeMillis()));
        return new SetDataTxn(SystemNodes.CONFIG, text, ZNODE_VERSION);
    }

    private static Membership next(Membership current, ReconfigRequest request) throws Refused {
        try {
            return Reconfiguration.of(
                    current, request.joiningServers(), request.leavingServers(), request.newMembers());
        } catch (IllegalArgumentException e) {
            LOG.warn("Refused a reconfiguration: {}", e.getMessage());
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
    }

    @Override
    public Response reply(ReconfigRequest request, Applied applied) {
        var config = applied.requireNode();
        return new ReconfigResponse(config.data(), config.stat());
    }
}
