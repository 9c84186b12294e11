/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.file;
import static io.zk4j.server.ConfigKey.property;
import static io.zk4j.server.ConfigKey.propertyFirst;
import static io.zk4j.server.ValueType.BOOLEAN;
import static io.zk4j.server.ValueType.PORT;
import static io.zk4j.server.ValueType.TEXT;
import static io.zk4j.server.ValueType.WORDS;
import static io.zk4j.server.ValueType.YES_NO;
import static io.zk4j.server.ValueType.number;

import java.util.List;

/** Settings of the client port, of sessions and of requests. */
final class ClientKeys {
    static final ConfigKey<Integer> CLIENT_PORT =
            file("clientPort", PORT, null, "port for clients; 0 = one that is free");
    static final ConfigKey<String> CLIENT_PORT_ADDRESS =
            file("clientPortAddress", TEXT, null, "address that clientPort listens on; all if not set");
    static final ConfigKey<Integer> BACKLOG =
            file("clientPortListenBacklog", number(-1), -1, "connections the system queues; -1 = the system's choice");
    static final ConfigKey<Integer> TICK_TIME =
            file("tickTime", number(1), 3000, "milliseconds of a tick, the unit of session timeouts and limits");
    static final ConfigKey<Integer> MIN_SESSION_TIMEOUT =
            file("minSessionTimeout", number(-1), -1, "milliseconds; shorter wishes get this; -1 = 2 ticks");
    static final ConfigKey<Integer> MAX_SESSION_TIMEOUT =
            file("maxSessionTimeout", number(-1), -1, "milliseconds; longer wishes get this; -1 = 20 ticks");
    static final ConfigKey<Integer> MAX_CLIENT_CNXNS =
            file("maxClientCnxns", number(0), 60, "connections per source address; 0 = unlimited");
    static final ConfigKey<Integer> MAX_CNXNS = property("maxCnxns", number(0), 0, "connections in all; 0 = unlimited");
    static final ConfigKey<Boolean> TCP_KEEP_ALIVE =
            property("clientTcpKeepAlive", BOOLEAN, false, "TCP keep-alive on client connections");
    static final ConfigKey<Integer> SESSIONLESS_TIMEOUT = property(
            "nio.sessionlessCnxnTimeout", number(1), 10_000, "milliseconds a connection may stay without a session");
    static final ConfigKey<Integer> GLOBAL_OUTSTANDING_LIMIT = property(
            "globalOutstandingLimit", number(1), 1000, "requests in work before client connections are not read from");
    static final ConfigKey<Integer> JUTE_MAXBUFFER =
            propertyFirst("jute.maxbuffer", number(1), 0xfffff, "bytes of the largest request and of a node's data");
    static final ConfigKey<Integer> JUTE_EXTRA = property(
            "jute.maxbuffer.extrasize",
            number(0),
            null,
            "bytes more for stored records; as jute.maxbuffer; at least 1024");
    static final ConfigKey<List<String>> FOUR_LETTER_WORDS = property(
            "4lw.commands.whitelist",
            WORDS,
            List.of("ruok", "srvr", "stat", "mntr", "isro", "conf", "envi", "dirs", "wchs", "cons"),
            "four-letter words that are answered; * = all; srvr always is (Apache's default is srvr alone)");
    static final ConfigKey<Boolean> SKIP_ACL = property("skipACL", YES_NO, false, "yes = no ACL is checked");
    static final ConfigKey<String> SUPER_DIGEST = ConfigKey.property(
                    "DigestAuthenticationProvider.superDigest",
                    TEXT,
                    null,
                    "super:<base64 of the digest of super:password>, who may do everything")
            .hidden();
    static final ConfigKey<String> DIGEST_ALGORITHM = property(
            "DigestAuthenticationProvider.digestAlg", TEXT, "SHA1", "digest of the scheme digest, as Java names it");
    static final ConfigKey<Boolean> DIGEST_AUTH =
            property("DigestAuthenticationProvider.enabled", BOOLEAN, true, "the scheme digest");
    static final ConfigKey<Boolean> ENFORCE_QUOTA =
            property("enforceQuota", BOOLEAN, false, "hard limits of quotas refuse writes");

    static final List<ConfigKey<?>> ROWS = List.of(
            CLIENT_PORT,
            CLIENT_PORT_ADDRESS,
            BACKLOG,
            TICK_TIME,
            MIN_SESSION_TIMEOUT,
            MAX_SESSION_TIMEOUT,
            MAX_CLIENT_CNXNS,
            MAX_CNXNS,
            TCP_KEEP_ALIVE,
            SESSIONLESS_TIMEOUT,
            GLOBAL_OUTSTANDING_LIMIT,
            JUTE_MAXBUFFER,
            JUTE_EXTRA,
            FOUR_LETTER_WORDS,
            SKIP_ACL,
            SUPER_DIGEST,
            DIGEST_ALGORITHM,
            DIGEST_AUTH,
            ENFORCE_QUOTA);

    private ClientKeys() {}
}
