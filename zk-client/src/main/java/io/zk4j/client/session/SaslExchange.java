/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

/**
 * The SASL login at the beginning of one connection: whose turn it is, and when it is over.
 *
 * <p>The two sides take turns, this one first. It is over when this side has everything it needs and no token of its own is left
 * without an answer; so the last word may be the server's, as for DIGEST-MD5, or its empty answer to ours, as for GSSAPI.
 */
final class SaslExchange {
    private enum Stage {
        OVER,
        NOT_BEGUN,
        OUR_TURN,
        SERVERS_TURN
    }

    private Stage stage = Stage.OVER;
    private int xid;
    private boolean satisfied;

    /** There is a new connection. */
    void connected(SaslReadiness readiness) {
        stage = readiness == SaslReadiness.READY ? Stage.NOT_BEGUN : Stage.OVER;
        satisfied = false;
    }

    /** Whether nothing else may be sent yet. */
    boolean isPending() {
        return stage != Stage.OVER;
    }

    boolean isOurTurn() {
        return stage == Stage.OUR_TURN;
    }

    /** It is this side's turn: at the beginning, and after a token of the server. */
    void turnToUs() {
        stage = Stage.OUR_TURN;
    }

    /** A token of this side is sent. */
    void turnToServer(int xid, boolean satisfied) {
        stage = Stage.SERVERS_TURN;
        this.xid = xid;
        this.satisfied = satisfied;
    }

    /** Whether a reply with this xid is the answer to the last token. */
    boolean awaits(int replyXid) {
        return stage == Stage.SERVERS_TURN && xid == replyXid;
    }

    /** Whether this side needs nothing more from the server than that it has not refused. */
    boolean isSatisfied() {
        return satisfied;
    }

    void end() {
        stage = Stage.OVER;
    }
}
