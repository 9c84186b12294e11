/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all settings: one {@link ConfigKey} each. To add a setting, add a row and an accessor. */
public final class ConfigKeys {
    private static final Map<String, ConfigKey<?>> BY_NAME = new LinkedHashMap<>();

    static {
        List.<ConfigKey<?>>of(
                        DataKeys.DATA_DIR,
                        DataKeys.DATA_LOG_DIR,
                        DataKeys.PURGE_RETAIN,
                        DataKeys.PURGE_INTERVAL,
                        DataKeys.PRE_ALLOC,
                        DataKeys.SNAP_COUNT,
                        DataKeys.SNAP_SIZE_LIMIT,
                        DataKeys.LOG_SIZE_LIMIT,
                        DataKeys.FORCE_SYNC,
                        DataKeys.FSYNC_WARNING,
                        DataKeys.SNAPSHOT_COMPRESSION,
                        DataKeys.TRUST_EMPTY_SNAPSHOT,
                        DataKeys.AUTOCREATE_DATA_DIR,
                        DataKeys.AUTOCREATE_DATABASE,
                        DataKeys.DIGEST,
                        DataKeys.CLOSE_SESSION_PATHS,
                        DataKeys.LAST_PROCESSED_ZXID,
                        DataKeys.MAX_BATCH,
                        DataKeys.FLUSH_DELAY,
                        DataKeys.FREE_SPACE_FLOOR,
                        DataKeys.EXTENDED_TYPES,
                        DataKeys.TTL_353,
                        DataKeys.CONTAINER_CHECK,
                        DataKeys.CONTAINER_PER_MINUTE,
                        DataKeys.CONTAINER_NEVER_USED,
                        ClientKeys.CLIENT_PORT,
                        ClientKeys.CLIENT_PORT_ADDRESS,
                        ClientKeys.BACKLOG,
                        ClientKeys.TICK_TIME,
                        ClientKeys.MIN_SESSION_TIMEOUT,
                        ClientKeys.MAX_SESSION_TIMEOUT,
                        ClientKeys.MAX_CLIENT_CNXNS,
                        ClientKeys.MAX_CNXNS,
                        ClientKeys.TCP_KEEP_ALIVE,
                        ClientKeys.SESSIONLESS_TIMEOUT,
                        ClientKeys.GLOBAL_OUTSTANDING_LIMIT,
                        ClientKeys.JUTE_MAXBUFFER,
                        ClientKeys.JUTE_EXTRA,
                        ClientKeys.FOUR_LETTER_WORDS,
                        ClientKeys.SKIP_ACL,
                        ClientKeys.SUPER_DIGEST,
                        ClientKeys.DIGEST_ALGORITHM,
                        ClientKeys.DIGEST_AUTH,
                        ClientKeys.ENFORCE_QUOTA)
                .forEach(key -> BY_NAME.put(key.name(), key));
    }

    private ConfigKeys() {}

    /** All rows, in the order of the table. */
    public static List<ConfigKey<?>> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The row of a name as written in {@code zoo.cfg}. */
    public static Optional<ConfigKey<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
