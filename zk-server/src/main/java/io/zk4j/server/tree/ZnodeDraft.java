/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of the next version while it is made. */
final class ZnodeDraft {
    final String path;
    byte @Nullable [] data;
    List<Acl> acls;

    @Nullable
    ChildNames children;

    long czxid;
    long mzxid;
    long pzxid;
    long ctime;
    long mtime;
    final long ephemeralOwner;
    int version;
    int createCount;
    int aversion;
    int numChildren;

    @Nullable
    NameList listedChildren;

    ZnodeDraft(String path, byte @Nullable [] data, List<Acl> acls, long ephemeralOwner) {
        this.path = path;
        this.data = data;
        this.acls = acls;
        this.ephemeralOwner = ephemeralOwner;
    }

    ZnodeDraft(Znode from) {
        this(from.path(), Znode.arrayOf(from.data()), from.acls(), from.ephemeralOwner());
        this.children = from.children();
        this.czxid = from.czxid();
        this.mzxid = from.mzxid();
        this.pzxid = from.pzxid();
        this.ctime = from.ctime();
        this.mtime = from.mtime();
        this.version = from.version();
        this.createCount = from.createCount();
        this.aversion = from.aversion();
        this.numChildren = from.numChildren();
        this.listedChildren = from.listedChildren();
    }

    Znode znode() {
        return isAsCreated() ? new Znode.Unpacked(this) : new Znode.Changed(this);
    }

    private boolean isAsCreated() {
        return mzxid == czxid
                && pzxid == czxid
                && mtime == ctime
                && (version | createCount | aversion | numChildren) == 0
                && ephemeralOwner == EphemeralOwner.NONE
                && children == null;
    }

    void childrenAre(@Nullable ChildNames names, int count) {
        children = names;
        numChildren = count;
        listedChildren = null;
    }

    void countCreates(int newCreateCount, long zxid) {
        if (newCreateCount > createCount) {
            createCount = newCreateCount;
            pzxid = zxid;
        }
    }
}
