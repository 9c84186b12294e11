/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import io.zk4j.protocol.Paths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules for the paths of nodes. */
public class PathUtils {
    /**
     * Checks the path of a node that is to be created.
     *
     * @param path a legal path
     * @param isSequential whether the server will append a number, so that the path may end in a slash
     * @throws IllegalArgumentException saying what is wrong where
     */
    public static void validatePath(@Nullable String path, boolean isSequential) throws IllegalArgumentException {
        validatePath(isSequential && path != null ? path + "1" : path);
    }

    /**
     * Checks the path of a node.
     *
     * @param path a legal path
     * @throws IllegalArgumentException saying what is wrong where
     */
    public static void validatePath(@Nullable String path) throws IllegalArgumentException {
        if (path == null) {
            throw new IllegalArgumentException("Path cannot be null");
        }
        Paths.validate(path);
    }

    /**
     * {@return the file system path in the form that properties use: slashes in place of backslashes on Windows}
     *
     * @param path a legal path
     */
    public static @Nullable String normalizeFileSystemPath(@Nullable String path) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return path != null && windows ? path.replace('\\', '/') : path;
    }

    /**
     * {@return the first element of an absolute path; null if there is none}
     *
     * @param path a legal path
     */
    public static @Nullable String getTopNamespace(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String[] elements = path.split("/", 3);
        return elements.length > 1 ? elements[1] : null;
    }
}
