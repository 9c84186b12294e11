/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.WhoAmIResponse;
import java.util.Comparator;
import java.util.List;

/** Responses with what may differ between two servers made equal: times, and the order of sets. */
final class Timeless {
    private Timeless() {}

    static Response of(Response response) {
        if (response instanceof Create2Response r) {
            return new Create2Response(r.path(), timeless(r.stat()));
        }
        if (response instanceof StatResponse r) {
            return new StatResponse(timeless(r.stat()));
        }
        if (response instanceof GetDataResponse r) {
            return new GetDataResponse(r.data(), timeless(r.stat()));
        }
        if (response instanceof GetAclResponse r) {
            return new GetAclResponse(r.acls(), timeless(r.stat()));
        }
        if (response instanceof GetChildrenResponse r) {
            return new GetChildrenResponse(sorted(r.children()));
        }
        if (response instanceof GetChildren2Response r) {
            return new GetChildren2Response(sorted(r.children()), timeless(r.stat()));
        }
        if (response instanceof GetEphemeralsResponse r) {
            return new GetEphemeralsResponse(sorted(r.ephemerals()));
        }
        if (response instanceof WhoAmIResponse r) {
            return new WhoAmIResponse(r.clientInfo().stream()
                    .sorted(Comparator.comparing(ClientInfo::toString))
                    .toList());
        }
        if (response instanceof MultiResponse r) {
            return new MultiResponse(r.results().stream().map(Timeless::of).toList());
        }
        return response;
    }

    private static MultiResult of(MultiResult result) {
        return result instanceof MultiResult.Done done
                ? new MultiResult.Done(wireCode(done), of(done.response()))
                : result;
    }

    private static OpCode wireCode(MultiResult.Done done) {
        return done.response() instanceof Create2Response ? OpCode.CREATE2 : done.opCode();
    }

    private static Stat timeless(Stat s) {
        return new Stat(
                s.czxid(),
                s.mzxid(),
                0,
                0,
                s.version(),
                s.cversion(),
                s.aversion(),
                s.ephemeralOwner(),
                s.dataLength(),
                s.numChildren(),
                s.pzxid());
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
