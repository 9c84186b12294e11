/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ConfigException;
import io.zk4j.server.ServerConfig;
import io.zk4j.testing.disk.FolderDisk;
import io.zk4j.testing.disk.MemoryDisk;
import io.zk4j.testing.disk.TestDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of one server, its data and the {@code zoo.cfg} from which it is started: on a disk in memory of its own, or in a folder of the
 * caller's, which stays.
 *
 * <p>A new fixture begins with the members that it was described with. From then on the server itself keeps in these files who the members
 * are, if they can change, as one does that runs on a machine of its own. Not thread-safe.
 */
final class ServerFiles {
    private static final String IN_MEMORY = "/data";
    private static final String CONFIGURATION = "conf";

    private final String folder; // on the disk
    private final long id;
    private final Function<Path, List<String>> zooCfg;
    private TestDisk disk;

    /**
     * Files of a server that has never been started.
     *
     * @param folder where to keep them; null = in memory
     * @param id the number of the server; 0 if it runs alone
     * @param zooCfg the lines of its configuration, given its {@code dataDir}
     */
    ServerFiles(@Nullable Path folder, String name, long id, Function<Path, List<String>> zooCfg) {
        this.folder = folder == null
                ? IN_MEMORY
                : folder.toAbsolutePath().resolve(name).toString();
        this.disk = folder == null ? new MemoryDisk(name) : new FolderDisk(name, folder);
        this.id = id;
        this.zooCfg = zooCfg;
        try {
            forgetConfiguration();
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete the configuration of an earlier test below " + data(), e);
        }
    }

    /** The server's {@code dataDir}. */
    Path data() {
        return disk.getPath(folder);
    }

    TestDisk disk() {
        return disk;
    }

    /**
     * What the server is told by its files; system properties are not asked.
     *
     * @throws ConfigException if no server can be that
     */
    ServerConfig configuration() throws ConfigException {
        var file = folderOfConfiguration().resolve("zoo.cfg");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folderOfConfiguration());
                write(data().resolve("myid"), List.of(Long.toString(id)));
                write(file, zooCfg.apply(data()));
            }
            return ServerConfig.load(file, new Properties());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    /** The power fails: the next start finds what was synced. A folder of the caller's keeps what was written, as after a kill -9. */
    void failPower() {
        disk = disk.failPower();
    }

    /** Throws if the server, which has ended, has left files open. */
    void requireClosed(String server) {
        if (disk.openFiles() > 0) {
            throw new IllegalStateException(server + " has left " + disk.openFiles() + " files open");
        }
    }

    private Path folderOfConfiguration() {
        return data().resolve(CONFIGURATION);
    }

    private void forgetConfiguration() throws IOException {
        if (Files.isDirectory(folderOfConfiguration())) {
            try (var files = Files.list(folderOfConfiguration())) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** On the disk when this returns: the power may fail. */
    private static void write(Path path, List<String> lines) throws IOException {
        try (var file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
        }
    }
}
