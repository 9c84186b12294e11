/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.zookeeper.data.Stat;

/** A stat as lines for a person and as fields for a program. */
final class StatText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US);

    private StatText() {}

    static List<String> lines(Stat stat) {
        return List.of(
                "cZxid = " + hex(stat.getCzxid()),
                "ctime = " + time(stat.getCtime()),
                "mZxid = " + hex(stat.getMzxid()),
                "mtime = " + time(stat.getMtime()),
                "pZxid = " + hex(stat.getPzxid()),
                "cversion = " + stat.getCversion(),
                "dataVersion = " + stat.getVersion(),
                "aclVersion = " + stat.getAversion(),
                "ephemeralOwner = " + hex(stat.getEphemeralOwner()),
                "dataLength = " + stat.getDataLength(),
                "numChildren = " + stat.getNumChildren());
    }

    static Map<String, Object> fields(Stat stat) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("czxid", hex(stat.getCzxid()));
        fields.put("ctime", Instant.ofEpochMilli(stat.getCtime()).toString());
        fields.put("mzxid", hex(stat.getMzxid()));
        fields.put("mtime", Instant.ofEpochMilli(stat.getMtime()).toString());
        fields.put("pzxid", hex(stat.getPzxid()));
        fields.put("cversion", stat.getCversion());
        fields.put("version", stat.getVersion());
        fields.put("aversion", stat.getAversion());
        fields.put("ephemeralOwner", hex(stat.getEphemeralOwner()));
        fields.put("dataLength", stat.getDataLength());
        fields.put("numChildren", stat.getNumChildren());
        return fields;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
