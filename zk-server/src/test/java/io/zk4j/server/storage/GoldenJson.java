/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import com.fasterxml.jackson.databind.JsonNode;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
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
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the fields of the golden listings into the values that stand for them here. */
public final class GoldenJson {
    private GoldenJson() {}

    public static TxnRecord record(JsonNode txn) {
        var header = txn.get("hdr");
        int type = header.get("type").asInt();
        return new TxnRecord(
                new TxnHeader(
                        hex(header.get("clientId")),
                        header.get("cxid").asInt(),
                        hex(header.get("zxid")),
                        header.get("time").asLong(),
                        type),
                type == 14 ? multi(txn.get("txns")) : body(type, txn.get("body")),
                digest(txn.get("digest")));
    }

    public static long hex(JsonNode text) {
        return Long.parseUnsignedLong(text.asText().substring(2), 16);
    }

    static @Nullable Bytes bytes(JsonNode data) {
        if (data.isNull()) {
            return null;
        }
        return data.has("hex")
                ? Bytes.wrap(HexFormat.of().parseHex(data.get("hex").asText()))
                : Bytes.EMPTY;
    }

    static List<Acl> acls(JsonNode list) {
        var acls = new ArrayList<Acl>();
        for (JsonNode acl : list) {
            var id = acl.has("scheme") ? acl : acl.get("id");
            acls.add(new Acl(
                    acl.get("perms").asInt(),
                    id.get("scheme").asText(),
                    id.get("id").asText()));
        }
        return acls;
    }

    private static @Nullable TreeDigest digest(@Nullable JsonNode digest) {
        return digest == null ? null : new TreeDigest(digest.get("version").asInt(), hex(digest.get("treeDigest")));
    }

    private static MultiTxn multi(JsonNode txns) {
        var parts = new ArrayList<MultiTxn.Part>();
        for (JsonNode part : txns) {
            int type = part.get("type").asInt();
            parts.add(new MultiTxn.Part(type, body(type, part.get("body"))));
        }
        return new MultiTxn(parts);
    }

    private static Txn body(int type, @Nullable JsonNode body) {
        if (body == null) {
            return new CloseSessionTxn(null);
        }
        return switch (type) {
            case 1, 15 ->
                new CreateTxn(
                        path(body),
                        bytes(body.get("data")),
                        acls(body.get("acl")),
                        body.get("ephemeral").asBoolean(),
                        body.get("parentCVersion").asInt());
            case 2, 20 -> new DeleteTxn(path(body));
            case 5, 16 ->
                new SetDataTxn(
                        path(body), bytes(body.get("data")), body.get("version").asInt());
            case 7 ->
                new SetAclTxn(
                        path(body), acls(body.get("acl")), body.get("version").asInt());
            case 13 -> new CheckTxn(path(body), body.get("version").asInt());
            case 19 ->
                new CreateContainerTxn(
                        path(body),
                        bytes(body.get("data")),
                        acls(body.get("acl")),
                        body.get("parentCVersion").asInt());
            case 21 ->
                new CreateTtlTxn(
                        path(body),
                        bytes(body.get("data")),
                        acls(body.get("acl")),
                        body.get("parentCVersion").asInt(),
                        body.get("ttl").asLong());
            case -1 -> new ErrorTxn(body.get("err").asInt());
            case -10 -> new CreateSessionTxn(body.get("timeOut").asInt());
            case -11 -> closeSession(body);
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    private static CloseSessionTxn closeSession(JsonNode body) {
        var paths = new ArrayList<String>();
        body.get("paths2Delete").forEach(path -> paths.add(path.asText()));
        return new CloseSessionTxn(paths);
    }

    private static String path(JsonNode body) {
        return body.get("path").asText();
    }
}
