/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts transactions as every server does, by leaving out those that stand for a request nobody could read: Apache's server logs
 * an error transaction for some of them (a multi with a part that may not be there, say), ours does not.
 */
final class Zxids {
    private final List<Long> leftOut = new ArrayList<>();
    private long highest;

    /** Takes notice of a reply; to be called in the order of their arrival. */
    void replied(ReplyHeader header) {
        if (header.err() == ErrorCode.MARSHALLING_ERROR.code() && header.zxid() > highest) {
            leftOut.add(header.zxid());
        }
        highest = Math.max(highest, header.zxid());
    }

    /** What a server's zxid is without those that were left out; zero and less stay what they are. */
    long counted(long zxid) {
        return zxid - leftOut.stream().filter(each -> each <= zxid).count();
    }

    /** The request with the server's zxids in place of counted ones. */
    Request forServer(Request request) {
        if (request instanceof SetWatchesRequest set) {
            return new SetWatchesRequest(
                    uncounted(set.relativeZxid()), set.dataWatches(), set.existWatches(), set.childWatches());
        }
        if (request instanceof SetWatches2Request set) {
            return new SetWatches2Request(
                    uncounted(set.relativeZxid()),
                    set.dataWatches(),
                    set.existWatches(),
                    set.childWatches(),
                    set.persistentWatches(),
                    set.persistentRecursiveWatches());
        }
        return request;
    }

    private long uncounted(long counted) {
        long zxid = counted;
        for (long each : leftOut) {
            if (each <= zxid) {
                zxid++;
            }
        }
        return zxid;
    }
}
