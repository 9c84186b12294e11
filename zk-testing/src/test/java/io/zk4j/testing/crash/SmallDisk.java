/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system in memory, small enough to be filled. Making one takes the rights of root, its own or by way of sudo.
 *
 * <p>It is mounted and unmounted by a process of its own, which waits for the end of its standard input: so it is gone when this is closed,
 * and also when this JVM has ended without doing so, whatever ended it.
 */
final class SmallDisk implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String MOUNTED = "mounted";
    private static final String KEEPER = """
            trap '' HUP INT TERM
            mount -t tmpfs -o "mode=0777,size=$2m" zk4j-small-disk "$1" || exit 1
            echo mounted
            cat > /dev/null
            umount "$1" || umount --lazy "$1"
            """;

    private final Path folder;
    private final Process keeper;
    private final BufferedReader output;

    private SmallDisk(Path folder, Process keeper) {
        this.folder = folder;
        this.keeper = keeper;
        this.output = keeper.inputReader(StandardCharsets.UTF_8);
    }

    /** Mounts one on a folder, which is created if missing. */
    static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        // A session of its own, so that it outlives whoever ends all processes of the build at once.
        var disk = new SmallDisk(
                folder, asRoot("setsid", "sh", "-c", KEEPER, "keeper", folder.toString(), Integer.toString(mebibytes)));
        var answer = disk.output.readLine();
        if (!MOUNTED.equals(answer)) {
            throw new IOException(
                    "no small disk at " + folder + " (root, or sudo without a password, is needed): " + answer);
        }
        return disk;
    }

    Path folder() {
        return folder;
    }

    /** Makes it larger, so that there is room again. */
    void grow(int mebibytes) throws IOException {
        var remount = asRoot("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString());
        requireSuccess(remount, remount.inputReader(StandardCharsets.UTF_8));
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        keeper.getOutputStream().close();
        requireSuccess(keeper, output);
    }

    private static Process asRoot(String... words) throws IOException {
        var command = new ArrayList<String>();
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void requireSuccess(Process process, BufferedReader output) throws IOException {
        try {
            var said = output.lines().toList();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(process.info().commandLine().orElse("a command of root") + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a command of root", e);
        }
    }
}
