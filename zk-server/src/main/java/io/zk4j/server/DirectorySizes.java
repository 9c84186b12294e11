/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.net.word.WordSources;
import io.zk4j.server.storage.DataDirectory;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the data directory holds, for the four-letter words. */
final class DirectorySizes implements WordSources.Sizes {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorySizes.class);
    private static final long UNKNOWN = -1;

    private final DataDirectory directory;

    DirectorySizes(DataDirectory directory) {
        this.directory = directory;
    }

    @Override
    public long snapshotBytes() {
        return measured(directory::snapshotDirectoryBytes);
    }

    @Override
    public long logBytes() {
        return measured(directory::logDirectoryBytes);
    }

    private static long measured(Measure measure) {
        try {
            return measure.bytes();
        } catch (IOException e) {
            LOG.warn("Could not measure the data directory", e);
            return UNKNOWN;
        }
    }

    @FunctionalInterface
    private interface Measure {
        long bytes() throws IOException;
    }
}
