/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.storage.DataFile;
import io.zk4j.server.storage.SnapshotSummary;
import io.zk4j.server.tree.Znode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A loaded snapshot as text, in the layout of Apache's tool. */
final class TreeText {
    private static final String SEPARATOR = "----";

    private final LoadedTree loaded;
    private final PrintWriter out;

    TreeText(LoadedTree loaded, PrintWriter out) {
        this.loaded = loaded;
        this.out = out;
    }

    void print(DataFile file, SnapshotSummary summary, boolean withData) {
        out.println("ZNode Details (count=" + loaded.tree().nodeCount() + "):");
        out.println(SEPARATOR);
        loaded.tree().walk(znode -> {
            print(znode, withData);
            out.println(SEPARATOR);
        });
        printSessions();
        out.println(SEPARATOR);
        out.println("Last zxid: 0x" + Long.toHexString(file.zxid()));
        var digest = summary.digest();
        if (digest != null) {
            out.println("Tree digest after 0x" + Long.toHexString(digest.zxid()) + ": " + digest.digest());
        }
        var processed = summary.lastProcessedZxid();
        if (processed != null) {
            out.println("Last processed zxid: 0x" + Long.toHexString(processed));
        }
    }

    private void print(Znode znode, boolean withData) {
        out.println(visible(znode.path()));
        out.println("  cZxid = " + zxid(znode.czxid()));
        out.println("  ctime = " + Instant.ofEpochMilli(znode.ctime()));
        out.println("  mZxid = " + zxid(znode.mzxid()));
        out.println("  mtime = " + Instant.ofEpochMilli(znode.mtime()));
        out.println("  pZxid = " + zxid(znode.pzxid()));
        out.println("  cversion = " + znode.stat().cversion());
        out.println("  dataVersion = " + znode.version());
        out.println("  aclVersion = " + znode.aversion());
        out.println("  ephemeralOwner = " + zxid(znode.ephemeralOwner()));
        if (withData) {
            out.println("  data = " + base64(znode.data()));
        } else {
            out.println("  dataLength = " + znode.dataLength());
        }
    }

    private void printSessions() {
        out.println("Session Details (sid, timeout, ephemeralCount):");
        var ephemerals = loaded.tree().ephemerals();
        loaded.sessions().forEach((id, timeoutMillis) -> {
            var owned = ephemerals.get(id);
            out.println("0x" + Long.toHexString(id) + ", " + timeoutMillis + ", " + (owned == null ? 0 : owned.size()));
        });
    }

    private static String base64(@Nullable Bytes data) {
        return data == null ? "" : Base64.getEncoder().encodeToString(data.unsafeArray());
    }

    private static String zxid(long value) {
        return String.format("0x%014x", value);
    }

    /** A path as it is, unless something in it would do something to a terminal. */
    private static String visible(String path) {
        var quoted = TxnText.quote(path);
        return quoted.length() == path.length() + 2 ? path : quoted;
    }
}
