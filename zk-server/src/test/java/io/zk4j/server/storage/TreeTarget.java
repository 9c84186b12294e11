/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tree and its sessions, filled by a recovery and ready to be written as a snapshot; compares every digest it meets. */
public final class TreeTarget implements RecoveryTarget, SnapshotSource {
    private final DataTree tree = new DataTree(true);
    private final Map<Long, Integer> sessions = new TreeMap<>();
    private final List<String> digestMismatches = new ArrayList<>();
    private final List<Long> replayed = new ArrayList<>();
    private long comparableFrom;
    private int digestsCompared;

    @Override
    public void clear() {
        tree.clear();
        sessions.clear();
        replayed.clear();
        digestMismatches.clear();
        digestsCompared = 0;
    }

    @Override
    public void session(long id, int timeoutMillis) {
        sessions.put(id, timeoutMillis);
    }

    @Override
    public void znode(String path, Znode znode) {
        tree.load(znode);
    }

    @Override
    public void loaded(long zxid, @Nullable SnapshotDigest digest) {
        tree.loaded(zxid);
        comparableFrom = digest == null ? zxid : digest.zxid();
        if (digest != null && digest.zxid() == zxid) {
            compare(zxid, digest.digest().value());
        }
    }

    @Override
    public void replay(TxnRecord record) {
        if (record.txn() instanceof CreateSessionTxn created) {
            sessions.put(record.header().sessionId(), created.timeoutMillis());
        } else if (record.txn() instanceof CloseSessionTxn) {
            sessions.remove(record.header().sessionId());
        }
        tree.apply(record.header(), record.txn(), TreeListener.NONE);
        replayed.add(record.zxid());
        var digest = record.digest();
        if (digest != null && record.zxid() >= comparableFrom) {
            compare(record.zxid(), digest.value());
        }
    }

    private void compare(long zxid, long expected) {
        digestsCompared++;
        long found = tree.digest().value();
        if (found != expected) {
            digestMismatches.add("0x" + Long.toHexString(zxid) + ": 0x" + Long.toHexString(found) + ", stored 0x"
                    + Long.toHexString(expected));
        }
    }

    public DataTree tree() {
        return tree;
    }

    public List<String> digestMismatches() {
        return digestMismatches;
    }

    public int digestsCompared() {
        return digestsCompared;
    }

    /** The zxids of the transactions that came after the snapshot. */
    public List<Long> replayed() {
        return replayed;
    }

    /** All there is to know about every znode, by path; equal for equal trees. */
    public Map<String, String> content() {
        var content = new HashMap<String, String>();
        tree.walk(znode -> content.put(
                znode.path(),
                znode.data() + " " + znode.acls() + " " + znode.stat() + " owner " + znode.ephemeralOwner()
                        + " creates " + znode.createCount()));
        return content;
    }

    @Override
    public long zxid() {
        return tree.lastZxid();
    }

    @Override
    public Map<Long, Integer> sessions() {
        return sessions;
    }

    @Override
    public Collection<List<Acl>> acls() {
        return tree.aclLists();
    }

    @Override
    public void forEach(ZnodeVisitor visitor) throws IOException {
        try {
            tree.walk(znode -> {
                try {
                    visitor.visit(znode.path(), znode);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public SnapshotDigest digest() {
        return new SnapshotDigest(tree.lastZxid(), tree.digest());
    }

    @Override
    public long lastProcessedZxid() {
        return tree.lastZxid();
    }
}
