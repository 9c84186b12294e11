/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateContainerTxn;
import io.zk4j.server.txn.CreateTtlTxn;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.SetAclTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of transaction does to the znodes.
 *
 * <p>The same code serves live transactions, where nothing can go wrong since they were checked when proposed, and a log
 * replayed over a snapshot that may contain a part of it already. The latter is why each of them copes with a tree that
 * is ahead of it, and why replaying converges.
 */
final class TransactionApplier {
    private final NodeStore store;
    private final QuotaBook quotas;

    TransactionApplier(NodeStore store, QuotaBook quotas) {
        this.store = store;
        this.quotas = quotas;
    }

    Applied apply(TxnHeader header, Txn txn, TreeListener listener) {
        if (txn instanceof CreateTxn create) {
            long owner = create.ephemeral() ? header.sessionId() : EphemeralOwner.NONE;
            return create(
                    header,
                    txn,
                    created(header, create.path(), create.data(), create.acls(), owner),
                    create.parentCreateCount(),
                    listener);
        }
        if (txn instanceof SetDataTxn setData) {
            return setData(header, setData, listener);
        }
        if (txn instanceof DeleteTxn delete) {
            return delete(header, delete, listener);
        }
        if (txn instanceof MultiTxn multi) {
            return multi(header, multi, listener);
        }
        if (txn instanceof ErrorTxn error) {
            return Applied.failed(header.zxid(), txn, ErrorCode.of(error.err()));
        }
        if (txn instanceof CloseSessionTxn close) {
            return closeSession(header, close, listener);
        }
        if (txn instanceof SetAclTxn setAcl) {
            return setAcl(header, setAcl);
        }
        if (txn instanceof CreateContainerTxn create) {
            return create(
                    header,
                    txn,
                    created(header, create.path(), create.data(), create.acls(), EphemeralOwner.CONTAINER),
                    create.parentCreateCount(),
                    listener);
        }
        if (txn instanceof CreateTtlTxn create) {
            long owner = EphemeralOwner.ofTtl(create.ttlMillis());
            return create(
                    header,
                    txn,
                    created(header, create.path(), create.data(), create.acls(), owner),
                    create.parentCreateCount(),
                    listener);
        }
        return Applied.done(header.zxid(), txn, null); // a check, or the beginning of a session: nothing in the tree
    }

    private static Znode created(TxnHeader header, String path, @Nullable Bytes data, List<Acl> acls, long owner) {
        return Znode.created(path, data, acls, owner, header.zxid(), header.timeMillis());
    }

    private Applied create(TxnHeader header, Txn txn, Znode node, int parentCreateCount, TreeListener listener) {
        long zxid = header.zxid();
        var parent = store.get(Paths.parent(node.path()));
        if (parent == null) {
            return Applied.failed(zxid, txn, ErrorCode.NO_NODE);
        }
        int createCount =
                parentCreateCount == CreateTxn.PARENT_COUNT_UNKNOWN ? parent.createCount() + 1 : parentCreateCount;
        var existing = store.get(node.path());
        if (existing != null) {
            store.replaceAcls(existing, node.acls(), existing.aversion());
            store.replace(parent, parent.withCreateCounted(createCount, zxid));
            return Applied.failed(zxid, txn, ErrorCode.NODE_EXISTS);
        }
        var key = store.add(node);
        var newParent = store.addChild(parent, parent.withChildCreated(createCount, zxid), node.path(), key);
        quotas.created(node);
        listener.created(node, newParent, zxid);
        return Applied.done(zxid, txn, node);
    }

    private Applied delete(TxnHeader header, DeleteTxn txn, TreeListener listener) {
        return remove(header.zxid(), txn.path(), listener)
                ? Applied.done(header.zxid(), txn, null)
                : Applied.failed(header.zxid(), txn, ErrorCode.NO_NODE);
    }

    private boolean remove(long zxid, String path, TreeListener listener) {
        var parent = store.get(Paths.parent(path));
        if (parent == null || path.equals(Paths.ROOT)) {
            return false;
        }
        var node = store.get(path);
        if (node == null) {
            store.replace(parent, parent.withChildGoneAlready(zxid));
            return false;
        }
        store.removeBelow(node);
        store.remove(node);
        var newParent = store.removeChild(parent, parent.withChildDeleted(zxid), path);
        quotas.deleted(node);
        listener.deleted(node, newParent, zxid);
        return true;
    }

    private Applied setData(TxnHeader header, SetDataTxn txn, TreeListener listener) {
        var before = store.get(txn.path());
        if (before == null) {
            return Applied.failed(header.zxid(), txn, ErrorCode.NO_NODE);
        }
        var after = before.withData(txn.data(), txn.version(), header.zxid(), header.timeMillis());
        store.replace(before, after);
        quotas.dataChanged(before, after);
        listener.dataChanged(after, header.zxid());
        return Applied.done(header.zxid(), txn, after);
    }

    private Applied setAcl(TxnHeader header, SetAclTxn txn) {
        var before = store.get(txn.path());
        if (before == null) {
            return Applied.failed(header.zxid(), txn, ErrorCode.NO_NODE);
        }
        return Applied.done(header.zxid(), txn, store.replaceAcls(before, txn.acls(), txn.version()));
    }

    private Applied closeSession(TxnHeader header, CloseSessionTxn txn, TreeListener listener) {
        var listed = txn.paths();
        if (listed != null) {
            listed.forEach(path -> remove(header.zxid(), path, listener));
        }
        store.ephemeralsOf(header.sessionId()).forEach(path -> remove(header.zxid(), path, listener));
        return Applied.done(header.zxid(), txn, null);
    }

    private Applied multi(TxnHeader header, MultiTxn txn, TreeListener listener) {
        boolean failed = txn.failed();
        var parts = txn.parts().stream()
                .map(part -> failed ? notApplied(header, part.txn()) : apply(header, part.txn(), listener))
                .toList();
        return new Applied(header.zxid(), txn, ErrorCode.OK, null, parts);
    }

    private static Applied notApplied(TxnHeader header, Txn part) {
        // A part that was fine in itself shows as an error of 0.
        var error = part instanceof ErrorTxn failed ? ErrorCode.of(failed.err()) : ErrorCode.OK;
        return Applied.failed(header.zxid(), part, error);
    }
}
