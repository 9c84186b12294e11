/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows our records the way the recorder of the transcripts shows the fields of a message. */
final class RecordedFields {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, String> RECORDED_NAMES =
            Map.of("acls", "acl", "ttlMillis", "ttl", "timeoutMillis", "timeOut", "password", "passwd");

    /** What the records know beyond the bytes. */
    private static final Set<String> NOT_RECORDED = Set.of("opCode", "hasReadOnly");

    /** Longs that the recorder shows in hex; the others are times. */
    private static final Set<String> HEX = Set.of(
            "zxid",
            "czxid",
            "mzxid",
            "pzxid",
            "ephemeralOwner",
            "sessionId",
            "lastZxidSeen",
            "relativeZxid",
            "curConfigId");

    private RecordedFields() {}

    /** The fields of several records, one behind the other on the wire; a name that comes again hides the earlier one. */
    static ObjectNode of(Object... records) {
        var fields = JSON.objectNode();
        for (Object each : records) {
            fields.setAll(ofOne(each));
        }
        return fields;
    }

    /** Removes what the recorder adds for the human reader only: the text of a buffer that is printable. */
    static JsonNode withoutRemarks(JsonNode recorded) {
        JsonNode fields = recorded.deepCopy();
        fields.findParents("len").forEach(buffer -> ((ObjectNode) buffer).remove("text"));
        return fields;
    }

    private static ObjectNode ofOne(Object message) {
        if (message instanceof MultiRequest multi) {
            return JSON.objectNode().set("ops", parts(multi.requests()));
        } else if (message instanceof MultiReadRequest multi) {
            return JSON.objectNode().set("ops", parts(multi.requests()));
        } else if (message instanceof MultiResponse multi) {
            return JSON.objectNode().set("results", results(multi.results()));
        }
        return components(message);
    }

    private static ObjectNode components(Object message) {
        var fields = JSON.objectNode();
        for (var component : message.getClass().getRecordComponents()) {
            var name = component.getName();
            try {
                if (!NOT_RECORDED.contains(name) && !isMissingOnTheWire(message, name)) {
                    var value = component.getAccessor().invoke(message);
                    fields.set(RECORDED_NAMES.getOrDefault(name, name), value(name, value));
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return fields;
    }

    private static boolean isMissingOnTheWire(Object message, String name) {
        if (!name.equals("readOnly")) {
            return false;
        }
        return message instanceof ConnectRequest request
                ? !request.hasReadOnly()
                : !((ConnectResponse) message).hasReadOnly();
    }

    private static JsonNode value(String name, @Nullable Object value) {
        if (value == null) {
            return NullNode.instance;
        } else if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        } else if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        } else if (value instanceof String text) {
            return TextNode.valueOf(text);
        } else if (value instanceof Long number) {
            return HEX.contains(name) ? TextNode.valueOf("0x" + Long.toHexString(number)) : time(number);
        } else if (value instanceof Bytes bytes) {
            return buffer(bytes);
        } else if (value instanceof List<?> list) {
            var array = JSON.arrayNode();
            list.forEach(each -> array.add(value(name, each)));
            return array;
        } else if (value instanceof Acl acl) {
            var fields = JSON.objectNode().put("perms", acl.perms());
            fields.putObject("id").put("scheme", acl.scheme()).put("id", acl.id());
            return fields;
        }
        return components(value);
    }

    /** A number as the parser of the transcripts types it. */
    private static JsonNode time(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    private static JsonNode buffer(Bytes bytes) {
        var fields = JSON.objectNode().put("len", bytes.length());
        if (!bytes.isEmpty()) {
            fields.put("hex", HexFormat.of().formatHex(bytes.toArray()));
        }
        return fields;
    }

    private static ArrayNode parts(List<Request> requests) {
        var array = JSON.arrayNode();
        for (Request request : requests) {
            part(array, request.headerType(), MultiHeader.NO_ERR, request);
        }
        return end(array);
    }

    private static ArrayNode results(List<MultiResult> results) {
        var array = JSON.arrayNode();
        for (MultiResult result : results) {
            if (result instanceof MultiResult.Done done) {
                part(array, done.opCode().code(), 0, done.response());
            } else if (result instanceof MultiResult.Failed failed) {
                part(array, OpCode.ERROR.code(), failed.err(), failed);
            }
        }
        return end(array);
    }

    private static void part(ArrayNode array, int type, int err, Object body) {
        var fields = array.addObject().put("type", type).put("done", false).put("err", err);
        fields.put("op", OpNames.of(type));
        if (!(body instanceof EmptyResponse)) {
            fields.set("body", ofOne(body));
        }
    }

    private static ArrayNode end(ArrayNode array) {
        array.addObject().put("type", -1).put("done", true).put("err", -1);
        return array;
    }
}
