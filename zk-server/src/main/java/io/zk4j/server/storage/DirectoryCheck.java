/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks at the places of a server's directories without making or changing anything. Safe for any thread. */
public final class DirectoryCheck {
    private DirectoryCheck() {}

    /**
     * Passes if the directories are there or can be made, as far as this user can see; whether this user may write to them is
     * another question, see {@link #notWritable}.
     *
     * @throws StorageException if no user could open them
     */
    public static void requirePossible(StorageOptions options) throws StorageException {
        requirePossible("dataDir", options.dataDir(), options.autocreate());
        requirePossible("dataLogDir", options.logDir(), options.autocreate());
    }

    /** Which of the directories this user cannot write to or make, in words; null if there is none. */
    public static @Nullable String notWritable(StorageOptions options) {
        for (Path directory : new Path[] {options.dataDir(), options.logDir()}) {
            var there = nearest(DataDirectory.filesOf(directory));
            if (!Files.isWritable(there)) {
                return "this user cannot write to " + there + ", so a server that this user starts is refused";
            }
        }
        return null;
    }

    private static void requirePossible(String key, Path directory, boolean autocreate) throws StorageException {
        var files = DataDirectory.filesOf(directory);
        var there = nearest(files);
        if (!Files.isDirectory(there)) {
            throw new StorageException(
                    key + " " + files + " cannot be made: " + there + " is not a directory. Choose another " + key);
        }
        boolean sure = Files.isExecutable(there); // else what is in it is hidden from this user
        if (sure && !autocreate && !Files.exists(files)) {
            throw missing(key, files);
        }
    }

    static StorageException missing(String key, Path files) {
        return new StorageException(key + " " + files
                + " does not exist, and datadir.autocreate=false says not to make it. Make it, or correct " + key);
    }

    /** A path itself, or the one above it that exists. */
    private static Path nearest(Path path) {
        var there = path.toAbsolutePath();
        for (Path above = there.getParent(); above != null && !Files.exists(there); above = there.getParent()) {
            there = above;
        }
        return there;
    }
}
