/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.testing.wire.RawSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A whole tree as text: per znode its path, data, ACL and stat. */
public final class TreeDump {
    /** What servers need in their configuration so that a dump may read everything. */
    public static final String SUPER_DIGEST_KEY = "DigestAuthenticationProvider.superDigest";

    /** The digest of the credential that dumps use. */
    public static final String SUPER_DIGEST = "super:lK75jTNcA+U9vtVEw5vB51mj/w4=";

    private static final Bytes SUPER_CREDENTIAL = Bytes.ofUtf8("super:secret");
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;

    private final RawSession session;
    private final Wording wording;
    private final List<String> lines = new ArrayList<>();

    private TreeDump(RawSession session, Wording wording) {
        this.session = session;
        this.wording = wording;
    }

    /** Reads the tree of the server on a port; owners of ephemeral znodes are told apart, not named. */
    public static List<String> of(int port) throws IOException {
        return of(port, new Wording(new Zxids()));
    }

    static List<String> of(int port, Wording wording) throws IOException {
        var session = RawSession.open(port, SESSION_TIMEOUT_MILLIS);
        var dump = new TreeDump(session, wording);
        session.call(new AuthRequest(0, "digest", SUPER_CREDENTIAL));
        dump.visit("/");
        session.closeSession();
        return List.copyOf(dump.lines);
    }

    private void visit(String path) throws IOException {
        var found = ask(new GetDataRequest(path, false), GetDataResponse.class);
        var acls = ask(new GetAclRequest(path), GetAclResponse.class).acls();
        lines.add(Wording.printable(path) + " " + Wording.data(found.data()) + " " + Wording.acls(acls) + " "
                + wording.stat(found.stat()));
        var children = ask(new GetChildrenRequest(path, false), GetChildrenResponse.class)
                .children();
        for (var child : children.stream().sorted().toList()) {
            visit(Paths.child(path, child));
        }
    }

    private <T extends Response> T ask(Request request, Class<T> answer) throws IOException {
        var reply = session.call(request);
        if (reply.response() == null) {
            throw new IOException(request + " was answered with error " + reply.err());
        }
        return answer.cast(reply.response());
    }
}
