/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.storage.SnapshotCompression;
import io.zk4j.server.storage.StorageOptions;

/** What the configuration says about the data directory, in storage's own terms. */
public final class StorageSetup {
    private StorageSetup() {}

    public static StorageOptions options(ServerConfig config) {
        return StorageOptions.builder(config.dataDir())
                .logDir(config.dataLogDir())
                .autocreate(config.autocreateDataDir())
                .trustEmptyDatabase(config.autocreateDatabase())
                .trustMissingSnapshot(config.trustEmptySnapshot())
                .preallocationBytes(config.preAllocBytes())
                .logBytesMax(config.txnLogSizeLimitBytes())
                .forceSync(config.forceSync())
                .fsyncWarningMillis(config.fsyncWarningMillis())
                .recordBytesMax(config.frameLimits().fieldBytesMax())
                .compression(
                        SnapshotCompression.valueOf(config.snapshotCompression().name()))
                .snapshotDigest(config.digestEnabled())
                .snapshotLastZxid(config.serializeLastProcessedZxid())
                // Above the floor, so that no write is turned away because of a snapshot that finds too little room.
                .snapshotReserveBytes(config.freeSpaceFloorBytes() + config.freeSpaceFloorBytes() / 4)
                .build();
    }
}
