/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnRecord;
import org.jspecify.annotations.Nullable;

/** Memberships as a leader sends them. */
final class Reconfigurations {
    private Reconfigurations() {}

    /** The membership in a text; null if reconfiguration is switched off, or after the peer has given up because of it. */
    static @Nullable Membership read(String text, String where, Peer peer) {
        if (!peer.settings().reconfigEnabled()) {
            return null;
        }
        try {
            return Membership.parse(text);
        } catch (IllegalArgumentException e) {
            peer.giveUp("the configuration in " + where + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** The membership that a transaction proposes; null as above, and if it proposes none. */
    static @Nullable Membership in(TxnRecord record, Peer peer) {
        boolean isOne = record.header().type() == OpCode.RECONFIG.code();
        if (!isOne || !(record.txn() instanceof SetDataTxn change)) {
            return null;
        }
        var text = change.data() == null ? "" : change.data().utf8();
        return read(text, "transaction " + Succession.text(record.zxid()), peer);
    }

    /** What a leader's epoch begins with. The first membership of an ensemble that can be reconfigured gets its version there. */
    static Membership atBeginningOf(long epoch, Peer peer) {
        var membership = peer.lastSeen();
        boolean isFirst = peer.settings().reconfigEnabled() && membership.version() == 0;
        return isFirst ? membership.withVersion(Succession.firstOf(epoch)) : membership;
    }
}
