/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import com.google.common.base.CaseFormat;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.txn.CheckTxn;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateContainerTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.CreateTtlTxn;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.SetAclTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transactions as a line for a person. Paths and data are quoted, so that nothing in them can be mistaken for output. */
final class TxnText {
    private static final int DATA_BYTES_SHOWN_MAX = 64;
    private static final char FIRST_PRINTABLE = ' ';
    private static final char DELETE = 0x7f;

    private TxnText() {}

    static String line(TxnRecord record) {
        var header = record.header();
        return Instant.ofEpochMilli(header.timeMillis()) + " session 0x" + Long.toHexString(header.sessionId())
                + " cxid 0x" + Integer.toHexString(header.cxid()) + " zxid 0x" + Long.toHexString(header.zxid()) + " "
                + body(header.type(), record.txn());
    }

    /** How many transactions there are, and which. */
    static String range(long count, long first, long last) {
        if (count == 0) {
            return "no transactions";
        }
        return count == 1
                ? "1 transaction, 0x" + Long.toHexString(first)
                : count + " transactions, 0x" + Long.toHexString(first) + " to 0x" + Long.toHexString(last);
    }

    /** The name of a transaction type as Apache's tools write it. */
    static String typeName(int type) {
        var op = OpCode.of(type);
        if (op == null) {
            return "type " + type;
        }
        return CaseFormat.UPPER_UNDERSCORE
                .to(CaseFormat.LOWER_CAMEL, op.name())
                .replace("Acl", "ACL")
                .replace("Ttl", "TTL");
    }

    private static String body(int type, Txn txn) {
        return typeName(type) + " " + fields(txn);
    }

    private static String fields(Txn txn) {
        if (txn instanceof CreateTxn create) {
            return created(create.path(), create.data(), create.acls(), create.parentCreateCount())
                    + (create.ephemeral() ? " ephemeral" : "");
        } else if (txn instanceof CreateContainerTxn create) {
            return created(create.path(), create.data(), create.acls(), create.parentCreateCount());
        } else if (txn instanceof CreateTtlTxn create) {
            return created(create.path(), create.data(), create.acls(), create.parentCreateCount()) + " ttl "
                    + create.ttlMillis() + " ms";
        } else if (txn instanceof DeleteTxn delete) {
            return quote(delete.path());
        } else if (txn instanceof SetDataTxn set) {
            return quote(set.path()) + " data " + data(set.data()) + " version " + set.version();
        } else if (txn instanceof SetAclTxn set) {
            return quote(set.path()) + " acl " + acls(set.acls()) + " version " + set.version();
        } else if (txn instanceof CheckTxn check) {
            return quote(check.path()) + " version " + check.version();
        } else if (txn instanceof CreateSessionTxn create) {
            return Integer.toString(create.timeoutMillis());
        } else if (txn instanceof CloseSessionTxn close) {
            return close.paths() == null
                    ? "null"
                    : close.paths().stream().map(TxnText::quote).collect(Collectors.joining(",", "[", "]"));
        } else if (txn instanceof ErrorTxn error) {
            var code = ErrorCode.of(error.err());
            return error.err() + (code == null ? "" : " " + code);
        }
        return ((MultiTxn) txn)
                .parts().stream()
                        .map(part -> body(part.type(), part.txn()))
                        .collect(Collectors.joining("; ", "[", "]"));
    }

    private static String created(String path, @Nullable Bytes data, List<Acl> acls, int createCount) {
        return quote(path) + " data " + data(data) + " acl " + acls(acls) + " parentCVersion " + createCount;
    }

    private static String acls(List<Acl> acls) {
        return acls.stream()
                .map(acl -> acl.perms() + ":" + quote(acl.scheme()) + ":" + quote(acl.id()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String data(@Nullable Bytes data) {
        if (data == null) {
            return "null";
        }
        var bytes = data.unsafeArray();
        int shown = Math.min(bytes.length, DATA_BYTES_SHOWN_MAX);
        var text = shown == bytes.length ? asText(bytes) : null;
        return text != null
                ? quote(text)
                : "#" + HexFormat.of().formatHex(bytes, 0, shown)
                        + (shown < bytes.length ? "… (" + bytes.length + " bytes)" : "");
    }

    /** The bytes as text if they are text, null if not. */
    private static @Nullable String asText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    /** A text in quotes, with everything escaped that would do something to a terminal or end the quotes. */
    static String quote(String text) {
        var quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c == DELETE) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }
}
