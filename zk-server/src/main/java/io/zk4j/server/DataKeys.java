/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.file;
import static io.zk4j.server.ConfigKey.property;
import static io.zk4j.server.ConfigKey.propertyFirst;
import static io.zk4j.server.ValueType.BOOLEAN;
import static io.zk4j.server.ValueType.PATH;
import static io.zk4j.server.ValueType.YES_NO;
import static io.zk4j.server.ValueType.longNumber;
import static io.zk4j.server.ValueType.number;
import static io.zk4j.server.ValueType.oneOf;

import java.nio.file.Path;
import java.util.List;

/** Settings of the data directory, the log and the snapshots. */
final class DataKeys {
    static final ConfigKey<Path> DATA_DIR = file("dataDir", PATH, null, "where snapshots and myid are kept");
    static final ConfigKey<Path> DATA_LOG_DIR =
            file("dataLogDir", PATH, null, "where the transaction log is kept; dataDir if not set");
    static final ConfigKey<Integer> PURGE_RETAIN =
            file("autopurge.snapRetainCount", number(0), 3, "snapshots that a purge keeps; at least 3");
    static final ConfigKey<Integer> PURGE_INTERVAL =
            file("autopurge.purgeInterval", number(0), 0, "hours between purges; 0 = never");
    static final ConfigKey<Long> PRE_ALLOC =
            property("preAllocSize", longNumber(0), 65536L, "KiB by which a log file is extended at a time");
    static final ConfigKey<Integer> SNAP_COUNT = property(
            "snapCount", number(0), 100_000, "transactions between snapshots, randomised down to half; at least 2");
    static final ConfigKey<Long> SNAP_SIZE_LIMIT = property(
            "snapSizeLimitInKb", longNumber(-1), 4_194_304L, "KiB of log after which a snapshot is taken; 0 = off");
    static final ConfigKey<Long> LOG_SIZE_LIMIT =
            property("txnLogSizeLimitInKb", longNumber(-1), -1L, "KiB after which a new log file is begun; -1 = off");
    static final ConfigKey<Boolean> FORCE_SYNC =
            property("forceSync", YES_NO, true, "no = acknowledge before the log is on disk: a crash loses writes");
    static final ConfigKey<Integer> FSYNC_WARNING = property(
                    "fsync.warningthresholdms", number(0), 1000, "milliseconds after which a slow fsync is logged")
            .alsoAs("fsync.warningthresholdms");
    static final ConfigKey<String> SNAPSHOT_COMPRESSION = property(
            "snapshot.compression.method", oneOf("none", "gz", "snappy"), "none", "how snapshots are compressed");
    static final ConfigKey<Boolean> TRUST_EMPTY_SNAPSHOT =
            property("snapshot.trust.empty", BOOLEAN, false, "start from logs alone although no snapshot is there");
    static final ConfigKey<Boolean> AUTOCREATE_DATA_DIR =
            property("datadir.autocreate", BOOLEAN, true, "make missing data directories");
    static final ConfigKey<Boolean> AUTOCREATE_DATABASE = property(
            "db.autocreate", BOOLEAN, true, "start an empty database without the file 'initialize' in dataDir");
    static final ConfigKey<Boolean> DIGEST =
            property("digest.enabled", BOOLEAN, true, "a digest of the tree in each log record and snapshot");
    static final ConfigKey<Boolean> LAST_PROCESSED_ZXID =
            property("serializeLastProcessedZxid.enabled", BOOLEAN, true, "a snapshot ends with its last zxid");
    static final ConfigKey<Integer> MAX_BATCH =
            property("maxBatchSize", number(0), 1000, "transactions in one fsync at most; 0 = no bound");
    static final ConfigKey<Long> FREE_SPACE_FLOOR = property(
            "zk4j.freeSpaceFloorInKb",
            longNumber(0),
            65536L,
            "KiB of free disk below which writes are turned away; 0 = off (zk4j only)");
    static final ConfigKey<Boolean> EXTENDED_TYPES = property(
            "extendedTypesEnabled",
            BOOLEAN,
            true,
            "TTL nodes (Apache's default is false; false refuses to create them)");
    static final ConfigKey<Integer> CONTAINER_CHECK = propertyFirst(
            "znode.container.checkIntervalMs", number(1), 60_000, "milliseconds between looks for empty containers");
    static final ConfigKey<Integer> CONTAINER_PER_MINUTE = propertyFirst(
            "znode.container.maxPerMinute", number(1), 10_000, "empty containers and TTL nodes deleted per minute");
    static final ConfigKey<Integer> CONTAINER_NEVER_USED = propertyFirst(
            "znode.container.maxNeverUsedIntervalMs",
            number(0),
            0,
            "milliseconds after which a container that never had a child is deleted; 0 = never");

    static final List<ConfigKey<?>> ROWS = List.of(
            DATA_DIR,
            DATA_LOG_DIR,
            PURGE_RETAIN,
            PURGE_INTERVAL,
            PRE_ALLOC,
            SNAP_COUNT,
            SNAP_SIZE_LIMIT,
            LOG_SIZE_LIMIT,
            FORCE_SYNC,
            FSYNC_WARNING,
            SNAPSHOT_COMPRESSION,
            TRUST_EMPTY_SNAPSHOT,
            AUTOCREATE_DATA_DIR,
            AUTOCREATE_DATABASE,
            DIGEST,
            LAST_PROCESSED_ZXID,
            MAX_BATCH,
            FREE_SPACE_FLOOR,
            EXTENDED_TYPES,
            CONTAINER_CHECK,
            CONTAINER_PER_MINUTE,
            CONTAINER_NEVER_USED,
            property(
                            "closeSessionTxn.enabled",
                            BOOLEAN,
                            true,
                            "a closeSession record lists the ephemeral nodes it deletes")
                    .withoutEffect("it always does; Apache reads both forms"),
            property("emulate353TTLNodes", BOOLEAN, false, "TTL nodes in the form of 3.5.3")
                    .withoutEffect("TTL nodes have the form that Apache has used since 3.5.4"),
            property("flushDelay", number(0), 0, "milliseconds that a log flush may wait for company")
                    .withoutEffect("whatever waits is flushed together as soon as the disk is free"),
            property("maxWriteQueuePollTime", number(0), null, "milliseconds between looks at a delayed flush")
                    .withoutEffect("flushes are not delayed"));

    private DataKeys() {}
}
