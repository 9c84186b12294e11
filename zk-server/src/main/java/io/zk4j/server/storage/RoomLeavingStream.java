/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file that gives way to others: when the room left on its disk becomes less than a reserve, writing fails. So a
 * snapshot, without which the server can go on, never takes the room that the log needs.
 */
final class RoomLeavingStream extends FilterOutputStream {
    /** Asking costs a system call; this much may be written beyond the reserve. */
    static final long BYTES_BETWEEN_LOOKS = 256L << 10;

    private final Path directory;
    private final long reserveBytes;
    private long bytesSinceLook;

    /**
     * @param directory on the disk in question
     * @param reserveBytes what must stay free; 0 or less = nothing
     */
    RoomLeavingStream(OutputStream out, Path directory, long reserveBytes) {
        super(out);
        this.directory = directory;
        this.reserveBytes = reserveBytes;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count(length);
    }

    private void count(int bytes) throws IOException {
        bytesSinceLook += bytes;
        if (reserveBytes > 0 && bytesSinceLook >= BYTES_BETWEEN_LOOKS) {
            bytesSinceLook = 0;
            requireRoom();
        }
    }

    private void requireRoom() throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < reserveBytes) {
            throw new StorageException("writing stopped because only " + free / 1024 + " KiB are free on the disk of "
                    + directory + ", where " + reserveBytes / 1024 + " KiB are left to the transaction log"
                    + " (zk4j.freeSpaceFloorInKb and a quarter). Make room on that disk");
        }
    }
}
