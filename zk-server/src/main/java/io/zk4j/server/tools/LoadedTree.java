/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.protocol.Acl;
import io.zk4j.server.storage.RecoveryTarget;
import io.zk4j.server.storage.SnapshotDigest;
import io.zk4j.server.storage.SnapshotSource;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree and its sessions as they are on the disk, loaded without a server around them, with every digest compared; and
 * ready to be written again. One thread.
 */
public final class LoadedTree implements RecoveryTarget, SnapshotSource {
    private final DataTree tree = new DataTree(true);
    private final Map<Long, Integer> sessions = new TreeMap<>();
    private final List<String> digestMismatches = new ArrayList<>();
    private long comparableFromZxid;
    private long digestsCompared;

    @Override
    public void clear() {
        tree.clear();
        sessions.clear();
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
        comparableFromZxid = digest == null ? zxid : digest.zxid();
        if (digest != null && digest.zxid() == zxid) {
            compare(zxid, digest.digest());
        }
    }

    @Override
    public void replay(TxnRecord record) {
        long session = record.header().sessionId();
        if (record.txn() instanceof CreateSessionTxn created) {
            sessions.put(session, created.timeoutMillis());
        } else if (record.txn() instanceof CloseSessionTxn) {
            sessions.remove(session);
        }
        tree.apply(record.header(), record.txn(), TreeListener.NONE);
        var digest = record.digest();
        if (digest != null && record.zxid() >= comparableFromZxid) {
            compare(record.zxid(), digest);
        }
    }

    public DataTree tree() {
        return tree;
    }

    /** Where the tree was not what the server that wrote the files had, in words. */
    public List<String> digestMismatches() {
        return List.copyOf(digestMismatches);
    }

    /** How many digests the files held that could be compared. */
    public long digestsCompared() {
        return digestsCompared;
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
            throw new IOException(e.getCause());
        }
    }

    @Override
    public @Nullable SnapshotDigest digest() {
        var digest = tree.digest();
        return digest == null ? null : new SnapshotDigest(tree.lastZxid(), digest);
    }

    @Override
    public long lastProcessedZxid() {
        return tree.lastZxid();
    }

    private void compare(long zxid, TreeDigest stored) {
        var found = tree.digest();
        if (found == null || found.version() != stored.version()) {
            return;
        }
        digestsCompared++;
        if (!found.equals(stored)) {
            digestMismatches.add(
                    "after transaction 0x" + Long.toHexString(zxid) + " it is " + found + ", stored is " + stored);
        }
    }
}
