/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory, small enough to be filled. Making one takes the rights of root, its own or by way of sudo. */
final class SmallDisk implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final String ROOT = "0";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on a folder, which is created if missing. */
    static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        asRoot("mount", "-t", "tmpfs", "-o", "mode=0777,size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Makes it larger, so that there is room again. */
    void grow(int mebibytes) throws IOException {
        asRoot("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString());
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        asRoot("umount", folder.toString());
    }

    private static void asRoot(String... words) throws IOException {
        var command = new ArrayList<String>();
        if (!run(List.of("id", "-u")).equals(ROOT)) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.addAll(List.of(words));
        run(command);
    }

    private static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(
                        String.join(" ", command) + " failed (root, or sudo without a password, is needed): " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        }
        return output;
    }
}
