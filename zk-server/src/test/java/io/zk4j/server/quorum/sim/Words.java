/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs, effects and messages as a reader of a trace wants them: zxids as epoch and counter, records by their zxid. */
final class Words {
    private Words() {}

    static String zxid(long zxid) {
        return (zxid >>> Integer.SIZE) + ":" + (zxid & 0xffff_ffffL);
    }

    static String of(@Nullable Object what) {
        if (what instanceof Record record) {
            return ofRecord(record);
        }
        if (what instanceof String text && text.startsWith("server.")) {
            return "a membership";
        }
        return what instanceof List<?> list ? ofList(list) : String.valueOf(what);
    }

    private static String ofList(List<?> list) {
        return list.size() > 8
                ? list.size() + " of " + of(list.get(0)) + " to " + of(list.get(list.size() - 1))
                : list.stream().map(Words::of).toList().toString();
    }

    private static String ofRecord(Record record) {
        if (record instanceof TxnRecord txn) {
            return "txn " + zxid(txn.zxid()) + " of session " + txn.header().sessionId() + " cxid "
                    + txn.header().cxid();
        }
        if (record instanceof Notification n) {
            return n.state() + " for " + n.leader() + " zxid " + zxid(n.zxid()) + " round " + n.electionEpoch()
                    + " epoch " + n.peerEpoch();
        }
        if (record instanceof PeerStatus s) {
            return s.state() + " " + s.phase() + " leader " + s.leader() + " epoch " + s.epoch();
        }
        if (record instanceof ZabInput || record instanceof ZabEffect || record instanceof PeerMessage) {
            return record.getClass().getSimpleName() + fields(record);
        }
        return record.toString();
    }

    private static String fields(Record record) {
        var text = new StringBuilder("(");
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                var value = accessor.invoke(record);
                boolean zxid =
                        component.getName().toLowerCase(java.util.Locale.ROOT).contains("zxid");
                text.append(text.length() > 1 ? ", " : "")
                        .append(value instanceof Long number && zxid ? zxid(number) : of(value));
            } catch (ReflectiveOperationException e) {
                text.append(e);
            }
        }
        return text.append(')').toString();
    }
}
