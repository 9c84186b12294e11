/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Perms;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Data, ACLs, versions and flags for random requests. */
final class Values {
    /** Everybody but one: what nobody can open is of no further use to a script. */
    private static final List<List<Acl>> SPECIAL_ACLS = List.of(
            Acl.READ_UNSAFE,
            Acl.CREATOR_ALL,
            List.of(),
            List.of(new Acl(Perms.ALL, "ip", "127.0.0.1")),
            List.of(new Acl(Perms.READ | Perms.CREATE, "world", "anyone"), new Acl(Perms.ALL, "ip", "127.0.0.0/8")),
            List.of(new Acl(Perms.ALL, "ip", "10.0.0.0/8"), new Acl(Perms.ALL & ~Perms.WRITE, "world", "anyone")),
            List.of(new Acl(Perms.ALL, "ip", "300.0.0.0")),
            List.of(new Acl(Perms.ALL, "ip", "10.0.0.0/33")),
            List.of(new Acl(Perms.ALL, "world", "nobody")),
            List.of(new Acl(Perms.ALL, "nosuch", "anyone")),
            List.of(new Acl(Perms.ALL, "digest", "user0:he0QQ5iBCiBGOlT9Gd9SKqgkqh8=")),
            List.of(
                    new Acl(Perms.ALL, "digest", "user1:AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                    new Acl(Perms.READ, "world", "anyone")),
            List.of(new Acl(Perms.ALL, "digest", "user0")),
            List.of(new Acl(Perms.ALL, "digest", "a:b:c")),
            List.of(new Acl(Perms.ALL, "super", "super")),
            List.of(new Acl(0, "world", "anyone"), new Acl(Perms.ALL, "auth", "ignored")),
            List.of(new Acl(Perms.ALL, "world", "anyone"), new Acl(Perms.ALL, "world", "anyone")));

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    @Nullable
    Bytes data() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> Bytes.EMPTY;
            case 2 -> Bytes.wrap(new byte[] {0, -1, 'B', 127, -128});
            case 3 -> Bytes.ofUtf8("x".repeat(random.nextInt(5000)));
            default -> Bytes.ofUtf8("v" + random.nextInt(1000));
        };
    }

    List<Acl> acls() {
        return random.nextInt(6) == 0 ? SPECIAL_ACLS.get(random.nextInt(SPECIAL_ACLS.size())) : Acl.OPEN_UNSAFE;
    }

    int version() {
        return random.nextInt(3) > 0 ? -1 : random.nextInt(5) - 2;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** Modes of an ordinary create. Not 4, which Apache takes for a plain node and a spoilt digest; see the list of differences. */
    int createFlags() {
        int flags = random.nextInt(20);
        return flags < 16 ? flags % 4 : List.of(5, 6, 7, -1).get(flags - 16);
    }

    Bytes quota() {
        return Bytes.ofUtf8(
                switch (random.nextInt(5)) {
                    case 0 -> "count=3,bytes=-1";
                    case 1 -> "count=-1,bytes=-1=;byteHardLimit=3000;countHardLimit=-1";
                    case 2 -> "count=-1,bytes=-1=;byteHardLimit=-1;countHardLimit=8";
                    case 3 -> "count=2,bytes=20=;byteHardLimit=2000;countHardLimit=6";
                    default -> "count=-1,bytes=-1";
                });
    }

    /** One identity for each session, since the order of several is left to chance; one of them without a colon. */
    static Bytes credential(int session) {
        return Bytes.ofUtf8(session == 4 ? "nocolon" : "user" + session + ":secret" + session);
    }
}
