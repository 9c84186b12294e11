/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import java.util.List;
import java.util.Random;

/** Paths for random requests: a small world, so that requests meet, with some of the paths that nobody should use. */
final class Names {
    private static final List<String> TOP = List.of("a", "b", "c", "d");
    private static final List<String> BELOW = List.of("x", "y", "z", "seq0000000000", "seq0000000001", "seq0000000004");
    private static final List<String> ODD = List.of(
            "/",
            "",
            "a",
            "//a",
            "/a/",
            "/a//x",
            "/a/./x",
            "/a/../b",
            "/a/\u0001",
            "/a/\u0000x",
            "/a/\uF8FE",
            "/a/x y",
            "/a/\u00FC\u20AC",
            "/a/...",
            "/zookeeper",
            "/zookeeper/config",
            "/zookeeper/quota",
            "/zookeeper/quota/a",
            "/zookeeper/quota/a/zookeeper_stats",
            "/zookeeper/quota/a/zookeeper_limits",
            "/zookeeper/other");

    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    String path() {
        if (random.nextInt(25) == 0) {
            return pick(ODD);
        }
        var path = "/" + pick(TOP);
        for (int depth = random.nextInt(4); depth > 1; depth--) {
            path += "/" + pick(BELOW);
        }
        return path;
    }

    /** A path for data of any kind: not where a quota is kept, as Apache's server does not survive nonsense there. */
    String pathForAnyData() {
        var path = path();
        while (path.startsWith("/zookeeper/quota/a/")) {
            path = path();
        }
        return path;
    }

    /** What a sequential create is given: the number comes from the server. */
    String pathBeforeNumber() {
        var parent = random.nextInt(8) == 0 ? path() : "/" + pick(TOP);
        return parent + (random.nextInt(8) == 0 ? "/" : "/seq");
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
