/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.Op;
import io.zk4j.protocol.Paths;

/** The part of the tree that a framework's paths are below; pure. */
public final class Namespace {
    /** The whole tree. */
    public static final Namespace ROOT = new Namespace("");

    private final String prefix;

    private Namespace(String prefix) {
        this.prefix = prefix;
    }

    /** The namespace of this name, as in {@code app} or {@code team/app}; the whole tree if it is empty. */
    public static Namespace of(String name) {
        if (name.isEmpty()) {
            return ROOT;
        }
        return new Namespace(Paths.validate(name.startsWith("/") ? name : "/" + name));
    }

    /** The name, without a slash in front; empty for the whole tree. */
    public String name() {
        return prefix.isEmpty() ? "" : prefix.substring(1);
    }

    /** The znode that everything is below. */
    public String root() {
        return prefix.isEmpty() ? Paths.ROOT : prefix;
    }

    /** The whole path of a path below the namespace. */
    public String whole(String path) {
        Paths.validate(path);
        return prefix.isEmpty() ? path : path.equals(Paths.ROOT) ? prefix : prefix + path;
    }

    /** The path below the namespace of a whole path that lies in it. */
    public String below(String wholePath) {
        if (prefix.isEmpty() || !wholePath.startsWith(prefix)) {
            return wholePath;
        }
        return wholePath.length() == prefix.length() ? Paths.ROOT : wholePath.substring(prefix.length());
    }

    /** The operation with the whole path. */
    Op whole(Op op) {
        if (op instanceof Op.Create create) {
            // The path of a sequential one may end in a slash, which no path may.
            String path = create.path().endsWith("/") && create.path().length() > 1
                    ? whole(create.path() + "0").replaceFirst("0$", "")
                    : whole(create.path());
            return Op.create(path, create.data(), create.options());
        } else if (op instanceof Op.Set set) {
            return Op.set(whole(set.path()), set.data(), set.version());
        } else if (op instanceof Op.Delete delete) {
            return Op.delete(whole(delete.path()), delete.version());
        } else if (op instanceof Op.Check check) {
            return Op.check(whole(check.path()), check.version());
        }
        throw new IllegalArgumentException("unknown operation " + op);
    }
}
