/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two numbers that a member of an ensemble must not forget: the last epoch that it promised to accept, and the last one
 * that it took part in.
 */
public final class EpochFiles {
    private static final Logger LOG = LoggerFactory.getLogger(EpochFiles.class);
    private static final String ACCEPTED = "acceptedEpoch";
    private static final String CURRENT = "currentEpoch";

    private final Path directory;

    EpochFiles(Path directory) {
        this.directory = directory;
    }

    /** The two epochs of a server. */
    public record Epochs(long accepted, long current) {}

    /**
     * Reads the epochs as a server starts, and makes what is missing from the last logged transaction.
     *
     * @throws StorageException if epochs and log contradict each other
     */
    public Epochs load(long lastZxid) throws IOException {
        long ofLog = lastZxid < 0 ? 0 : lastZxid >>> 32;
        long current = orInitialize(CURRENT, read(CURRENT), ofLog);
        long accepted = orInitialize(ACCEPTED, read(ACCEPTED), ofLog);
        if (current < ofLog) {
            current = takeUnfinished(current, accepted, ofLog);
        }
        if (accepted < current) {
            throw contradiction(ACCEPTED + " is " + accepted + ", less than " + CURRENT + ", which is " + current);
        }
        return new Epochs(accepted, current);
    }

    /** Keeps a promise; it is on the disk when this returns. */
    public void saveAccepted(long epoch) throws IOException {
        save(ACCEPTED, epoch);
    }

    /** Notes an epoch that this server takes part in; it is on the disk when this returns. */
    public void saveCurrent(long epoch) throws IOException {
        save(CURRENT, epoch);
    }

    private long orInitialize(String name, OptionalLong stored, long initial) throws IOException {
        if (stored.isEmpty()) {
            save(name, initial);
        }
        return stored.orElse(initial);
    }

    /**
     * A crash while a leader's history was taken over leaves transactions of an epoch whose file was to be written next. What
     * the log ends with was the history of that epoch's leader too, so to have it is to have taken part. A crash between a
     * file's write and its renaming leaves the new epoch in the temporary file, which Apache's server takes then.
     */
    private long takeUnfinished(long current, long accepted, long ofLog) throws IOException {
        var unfinished = read(CURRENT + DurableFiles.TEMPORARY_SUFFIX).orElse(0);
        long taken = Math.max(ofLog, unfinished);
        if (accepted < taken) {
            throw contradiction(CURRENT + " is " + current + " and " + ACCEPTED + " is " + accepted
                    + ", less than the epoch of the last transaction, " + ofLog);
        }
        LOG.warn(
                "{} is {}, the log ends in epoch {}: the server stopped while it took over a leader's history; going on with"
                        + " epoch {}",
                directory.resolve(CURRENT),
                current,
                ofLog,
                taken);
        save(CURRENT, taken);
        return taken;
    }

    private StorageException contradiction(String what) {
        return new StorageException(
                directory + ": " + what + ". Files of different servers or times are mixed here. Put back the ones"
                        + " that belong together, or move the directory away and let this server copy"
                        + " the data from the others of its ensemble");
    }

    private OptionalLong read(String name) throws IOException {
        var file = directory.resolve(name);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        var text = Files.readString(file, US_ASCII);
        var line = text.lines().findFirst().orElse("").strip();
        try {
            return OptionalLong.of(Long.parseLong(line));
        } catch (NumberFormatException e) {
            throw new CorruptFileException(
                    file, 0, "\"" + line + "\" is not an epoch", "The file holds one decimal number; put it back");
        }
    }

    private void save(String name, long epoch) throws IOException {
        DurableFiles.replace(
                directory.resolve(name), out -> out.write(Long.toString(epoch).getBytes(US_ASCII)));
    }
}
