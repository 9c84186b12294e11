/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.op.Caller;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who a connection is: at first an address, then whatever it proves. Thread-safe. */
public final class Authentication {
    /** Not 0, which would be the server itself. */
    private static final long NO_SESSION = -1;

    /** Each one is compared with each entry of an ACL, and kept as long as the connection. */
    static final int IDS_MAX = 1_000;

    /** More addresses than most servers ever see at a time; what is remembered of them comes to some 200 KB. */
    private static final int ADDRESSES_MAX = 1_000;

    private final AclPolicy policy;
    /** One list for all connections from an address, of which there often are many. */
    private final Map<String, List<AuthId>> addresses = new ConcurrentHashMap<>();

    public Authentication(AclPolicy policy) {
        this.policy = policy;
    }

    /** A connection that has said nothing yet. */
    Caller stranger(InetAddress from) {
        if (addresses.size() >= ADDRESSES_MAX) {
            addresses.clear();
        }
        return new Caller(
                NO_SESSION,
                addresses.computeIfAbsent(from.getHostAddress(), address -> List.of(AuthId.ofAddress(address))));
    }

    /** The caller with what it has proven in addition; null if it proved nothing, or more than {@value #IDS_MAX} things. */
    @Nullable
    Caller authenticate(Caller caller, AuthRequest request, InetAddress from) {
        var proven = policy.authenticate(
                request.scheme(), request.auth() == null ? Bytes.EMPTY : request.auth(), from.getHostAddress());
        if (proven == null) {
            return null;
        }
        var ids = new ArrayList<>(caller.ids());
        for (var id : proven) {
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids.size() > IDS_MAX ? null : new Caller(caller.sessionId(), ids);
    }
}
