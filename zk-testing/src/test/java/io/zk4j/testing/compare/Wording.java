/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.WhoAmIResponse;
import io.zk4j.testing.wire.Received;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what a server sent, leaving out what may differ between two servers that behave alike: times except whether they run
 * backwards, the numbers of sessions, the order of sets. Zxids stay, see {@link Zxids}: the same requests take the same zxids.
 */
final class Wording {
    private static final int TEXT_SHOWN_MAX = 40;

    private final Map<Long, String> sessionNames = new HashMap<>();
    private final Zxids zxids;

    Wording(Zxids zxids) {
        this.zxids = zxids;
    }

    /** Calls a session by a name from now on. */
    void name(long sessionId, String name) {
        sessionNames.put(sessionId, name);
    }

    String of(Received received) {
        if (received instanceof Received.Event event) {
            return "event " + EventType.of(event.event().type()) + " "
                    + printable(event.event().path()) + " state "
                    + event.event().state() + " zxid " + zxids.counted(event.zxid());
        }
        if (received instanceof Received.Reply reply) {
            zxids.replied(reply.header());
            return "zxid " + zxids.counted(reply.header().zxid()) + " "
                    + (reply.err() == 0 ? "OK" + body(reply.response()) : error(reply.err()));
        }
        return "closed";
    }

    String stat(Stat stat) {
        return "[c" + zxids.counted(stat.czxid()) + " m" + zxids.counted(stat.mzxid()) + " p"
                + zxids.counted(stat.pzxid()) + " v" + stat.version() + " cv"
                + stat.cversion() + " av" + stat.aversion() + " owner " + owner(stat.ephemeralOwner()) + " length "
                + stat.dataLength() + " children " + stat.numChildren()
                + (stat.ctime() <= stat.mtime() ? "" : " changed before it was created")
                + "]";
    }

    static String data(@Nullable Bytes data) {
        if (data == null) {
            return "null";
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data.unsafeArray()))
                    .toString();
            return text.length() <= TEXT_SHOWN_MAX
                    ? "'" + printable(text) + "'"
                    : "'" + printable(text.substring(0, TEXT_SHOWN_MAX)) + "…'" + data.length() + "#" + data.hashCode();
        } catch (CharacterCodingException e) {
            return HexFormat.of().formatHex(data.unsafeArray());
        }
    }

    static String acls(List<Acl> acls) {
        return acls.stream()
                .map(acl -> acl.perms() + ":" + acl.scheme() + ":" + acl.id())
                .collect(Collectors.joining(",", "(", ")"));
    }

    static String printable(String text) {
        return text.chars()
                .mapToObj(c -> c >= ' ' && c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private String body(@Nullable Response response) {
        if (response instanceof CreateResponse created) {
            return " " + printable(created.path());
        } else if (response instanceof Create2Response created) {
            return " " + printable(created.path()) + " " + stat(created.stat());
        } else if (response instanceof StatResponse found) {
            return " " + stat(found.stat());
        } else if (response instanceof GetDataResponse found) {
            return " " + data(found.data()) + " " + stat(found.stat());
        } else if (response instanceof GetChildrenResponse found) {
            return " " + set(found.children());
        } else if (response instanceof GetChildren2Response found) {
            return " " + set(found.children()) + " " + stat(found.stat());
        } else if (response instanceof GetAclResponse found) {
            return " " + acls(found.acls()) + " " + stat(found.stat());
        } else if (response instanceof GetEphemeralsResponse found) {
            return " " + set(found.ephemerals());
        } else if (response instanceof WhoAmIResponse found) {
            return " "
                    + set(found.clientInfo().stream().map(ClientInfo::toString).toList());
        } else if (response instanceof MultiResponse parts) {
            return parts.results().stream().map(this::part).collect(Collectors.joining("; ", " {", "}"));
        }
        return " " + response;
    }

    private String part(MultiResult result) {
        if (result instanceof MultiResult.Done done) {
            return done.opCode() + body(done.response());
        }
        return result instanceof MultiResult.Failed failed ? error(failed.err()) : result.toString();
    }

    private String owner(long sessionId) {
        return sessionId == 0 ? "0" : sessionNames.getOrDefault(sessionId, "unknown");
    }

    private static String set(List<String> members) {
        return members.stream().map(Wording::printable).sorted().toList().toString();
    }

    private static String error(int code) {
        var known = ErrorCode.of(code);
        return known == null ? "error " + code : known.name();
    }
}
