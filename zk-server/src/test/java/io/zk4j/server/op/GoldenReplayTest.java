/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.RequestHeader;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.UnknownRequest;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.acl.DigestScheme;
import io.zk4j.server.acl.IpScheme;
import io.zk4j.server.acl.SaslScheme;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replays what clients once said to Apache ZooKeeper 3.9.5, and compares what they got with what they would get here. */
class GoldenReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    // The recorded server had been told so.
    private static final String SUPER = new DigestScheme("SHA1", null).idOf("super:secret");
    private final InMemoryServer server = new InMemoryServer(new OperationSettings(
            new AclPolicy(List.of(new DigestScheme("SHA1", SUPER), new IpScheme(), new SaslScheme(null)), false),
            true,
            true,
            false,
            new Metrics()));

    private final Map<String, Connection> connections = new HashMap<>();
    private int compared;
    private final Set<String> served = new HashSet<>();

    @Test
    void everyRecordedReplyAndEventIsTheSameHere() throws IOException {
        // One server served all of these in this order.
        for (String file :
                List.of("01-connect", "02-operations", "03-errors", "04-multi", "05-watches", "06-auth", "08-quota")) {
            replay(file);
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void numbersStopAtTheLargestInt() throws IOException {
        server.tree.load(Znode.stored("/seq", null, Acl.OPEN_UNSAFE, 1, 1, 0, 0, 0, Integer.MAX_VALUE - 2, 0, 0, 1));
        server.tree.loaded(1);
        replay("11-sequence-overflow");
    }

    @Test
    void aRequestForATtlWithoutATtlModeHurtsNobody() throws IOException {
        replay("99-createTTL-without-ttl-mode");
    }

    private void replay(String file) throws IOException {
        connections.clear();
        served.clear();
        var lines = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(golden(file))) {
            lines.add(JSON.readTree(line));
        }
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.has("hex")) {
                continue;
            }
            var name = line.get("name").asText();
            var label = line.get("conn").asText();
            if (name.equals("ConnectResponse")) {
                var session = line.get("fields").get("sessionId").asText();
                connections.put(label, new Connection(Long.decode(session)));
            } else if (name.endsWith(" request") && connections.containsKey(label)) {
                request(line, lines.subList(i + 1, lines.size()));
            }
        }
        connections.values().forEach(this::expire);
        connections.forEach((label, connection) -> assertThat(connection.received)
                .as("%s: what %s received", file, label)
                .isEqualTo(recordedFor(label, lines)));
    }

    /** The recorded events and replies of one connection, in their order. */
    private List<String> recordedFor(String label, List<JsonNode> lines) {
        var recorded = new Connection(0);
        for (JsonNode line : lines) {
            if (!line.has("hex")
                    || !line.get("conn").asText().equals(label)
                    || !line.get("dir").asText().equals("A->I")) {
                continue;
            }
            var name = line.get("name").asText();
            if (name.equals("notification")) {
                var in = new WireReader(frame(line));
                long zxid = ReplyHeader.decode(in).zxid();
                recorded.deliver(WatcherEvent.decode(in), zxid);
            } else if (served.contains(label + reply(frame(line).getInt(0)))) {
                recorded.received.add(reply(frame(line).getInt(0)));
            }
        }
        return recorded.received;
    }

    private static String reply(int xid) {
        return "reply " + xid;
    }

    /** The recorded server closed the sessions that had not done it themselves. */
    private void expire(Connection connection) {
        if (server.tree.ephemerals().containsKey(connection.sessionId())) {
            server.lastProposed = server.tree.lastZxid();
            server.call(connection, new CloseSessionRequest());
        }
    }

    private void request(JsonNode line, List<JsonNode> later) {
        var label = line.get("conn").asText();
        var connection = connections.get(label);
        var in = new WireReader(frame(line));
        var header = RequestHeader.decode(in);
        var reply = replyTo(header.xid(), label, later);
        if (reply == null) {
            return;
        }
        var answer = new WireReader(frame(reply));
        var recorded = ReplyHeader.decode(answer);
        var as = line.get("case").asText() + ": " + line.get("fields");
        Request request;
        try {
            request = instead(Requests.decode(header.type(), in));
        } catch (MalformedFrameException e) {
            assertThat(recorded.err()).as(as).isEqualTo(ErrorCode.MARSHALLING_ERROR.code());
            return;
        }
        if (request instanceof AuthRequest auth) {
            authenticate(auth, connection, recorded.err());
            return;
        }
        if (request instanceof PingRequest || request instanceof UnknownRequest) {
            return; // served before it comes to operations
        }
        if (request instanceof ExistsRequest exists && server.tree.reapable().contains(exists.path())) {
            reap(exists.path(), recorded);
        }
        server.lastProposed = recorded.zxid() - 1; // sessions and malformed requests took zxids in between
        var isServer = request instanceof DeleteContainerRequest;
        var actual = isServer ? server.callAsServer(request) : server.call(connection, request);
        compared++;
        served.add(label + reply(header.xid()));
        connection.received.add(reply(header.xid()));
        assertThat(actual.err().code()).as(as).isEqualTo(recorded.err());
        if (actual.response() != null) {
            assertThat(Timeless.of(actual.response()))
                    .as(as)
                    .isEqualTo(Timeless.of(Responses.decode(request.opCode(), answer)));
        }
    }

    /** The recorded server had removed a container or an old znode meanwhile. */
    private void reap(String path, ReplyHeader recorded) {
        if (recorded.err() == ErrorCode.NO_NODE.code()) {
            server.lastProposed = recorded.zxid() - 1;
            assertThat(server.callAsServer(new DeleteContainerRequest(path)).err())
                    .isEqualTo(ErrorCode.OK);
        }
    }

    /** Where we deliberately answer otherwise, what makes the tree go on as the recorded one did. */
    private static Request instead(Request request) {
        if (request instanceof CreateRequest create
                && create.flags() == 4
                && create.path().equals("/e/c4")) {
            return new CreateRequest(create.opCode(), create.path(), create.data(), create.acls(), 0);
        }
        if (request instanceof DeleteContainerRequest delete && delete.path().equals("/e/tb")) {
            return new DeleteRequest(delete.path(), -1);
        }
        return request;
    }

    private void authenticate(AuthRequest auth, Connection connection, int err) {
        var credential = auth.auth() == null ? Bytes.EMPTY : auth.auth();
        var ids = server.policy().authenticate(auth.scheme(), credential, "127.0.0.1");
        assertThat(ids == null).as("%s", auth).isEqualTo(err == ErrorCode.AUTH_FAILED.code());
        if (ids != null) {
            ids.stream().filter(id -> !connection.ids.contains(id)).forEach(connection.ids::add);
        }
    }

    private static JsonNode replyTo(int xid, String label, List<JsonNode> later) {
        for (JsonNode line : later) {
            if (line.has("hex")
                    && line.get("dir").asText().equals("A->I")
                    && line.get("conn").asText().equals(label)
                    && line.get("name").asText().contains("reply")
                    && frame(line).getInt(0) == xid) {
                return line;
            }
        }
        return null;
    }

    private static ByteBuf frame(JsonNode line) {
        var bytes = HexFormat.of().parseHex(line.get("hex").asText());
        return Unpooled.wrappedBuffer(bytes).skipBytes(Integer.BYTES).slice();
    }

    private static Path golden(String file) {
        return Path.of(System.getProperty("zk4j.root"), "zk-client/src/test/resources/golden/client", file + ".jsonl");
    }
}
