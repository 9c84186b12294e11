/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Zxid;
import io.zk4j.server.quorum.message.GoldenEnsemble.Line;
import io.zk4j.server.storage.GoldenJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message that the recorded fields of a line describe. */
final class RecordedMessage {
    private RecordedMessage() {}

    static PeerMessage of(Line line) {
        var fields = line.fields();
        long zxid = GoldenJson.hex(fields.get("zxid"));
        return switch (line.name()) {
            case "REQUEST" -> request(line);
            case "PROPOSAL" -> new PeerMessage.Proposal(GoldenJson.record(fields.get("txn")));
            case "ACK" -> new PeerMessage.Ack(zxid);
            case "COMMIT" -> new PeerMessage.Commit(zxid);
            case "PING" -> new PeerMessage.Ping(zxid, touches(fields.get("touched")));
            case "REVALIDATE" ->
                line.fromOpener()
                        ? new PeerMessage.Revalidate(
                                GoldenJson.hex(fields.get("sessionId")),
                                fields.get("timeout").asInt())
                        : new PeerMessage.Revalidated(
                                GoldenJson.hex(fields.get("sessionId")),
                                fields.get("valid").asBoolean());
            case "SYNC" -> new PeerMessage.SyncDone();
            case "INFORM" -> new PeerMessage.Inform(GoldenJson.record(fields.get("txn")));
            case "COMMITANDACTIVATE" ->
                new PeerMessage.CommitAndActivate(
                        zxid, fields.get("designatedLeader").asLong());
            case "NEWLEADER" ->
                new PeerMessage.NewLeader(zxid, fields.get("config").asText());
            case "FOLLOWERINFO", "OBSERVERINFO" -> {
                var info = fields.get("learnerInfo");
                yield new PeerMessage.LearnerInfo(
                        line.name().equals("OBSERVERINFO"),
                        new Zxid(zxid).epoch(),
                        info.get("serverid").asLong(),
                        info.get("protocolVersion").asInt(),
                        GoldenJson.hex(info.get("configVersion")));
            }
            case "UPTODATE" -> new PeerMessage.UpToDate();
            case "DIFF" -> new PeerMessage.Diff(zxid);
            case "TRUNC" -> new PeerMessage.Trunc(zxid);
            case "SNAP" -> new PeerMessage.Snap(zxid);
            case "LEADERINFO" ->
                new PeerMessage.LeaderInfo(
                        new Zxid(zxid).epoch(),
                        fields.get("leaderProtocolVersion").asInt());
            case "ACKEPOCH" ->
                new PeerMessage.AckEpoch(zxid, fields.get("currentEpoch").asInt());
            case "INFORMANDACTIVATE" ->
                new PeerMessage.InformAndActivate(
                        fields.get("designatedLeader").asLong(), GoldenJson.record(fields.get("txn")));
            default -> throw new IllegalArgumentException(line.toString());
        };
    }

    /** Its body is recorded only in parts; it is taken from the end of the bytes. */
    private static PeerMessage.ForwardedRequest request(Line line) {
        var fields = line.fields();
        int dataAt = 3 * Integer.BYTES + Integer.BYTES; // behind type, zxid and the data's length
        int bodyAt = dataAt + Long.BYTES + 2 * Integer.BYTES;
        int dataEnd = dataAt + fields.get("data").get("len").asInt();
        var body = GoldenEnsemble.readerOf(line.hex().substring(2 * bodyAt, 2 * dataEnd))
                .readRest();
        return new PeerMessage.ForwardedRequest(
                GoldenJson.hex(fields.get("sessionId")),
                fields.get("cxid").asInt(),
                fields.get("opcode").asInt(),
                body.isEmpty() ? Bytes.EMPTY : body,
                identities(fields.get("authinfo")));
    }

    private static @Nullable List<Identity> identities(JsonNode recorded) {
        if (recorded.isNull()) {
            return null;
        }
        var identities = new ArrayList<Identity>();
        recorded.forEach(id -> identities.add(
                new Identity(id.get("scheme").asText(), id.get("id").asText())));
        return identities;
    }

    private static @Nullable List<Touch> touches(@Nullable JsonNode recorded) {
        if (recorded == null) {
            return null;
        }
        var touches = new ArrayList<Touch>();
        recorded.forEach(touch -> touches.add(new Touch(
                GoldenJson.hex(touch.get("sessionId")), touch.get("timeout").asInt())));
        return touches;
    }
}
