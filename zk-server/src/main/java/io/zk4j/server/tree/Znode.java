/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.util.List;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * One znode at one moment. Immutable as far as anybody but {@link DataTree} can see: a change makes a new one.
 *
 * <p>There may be tens of millions, so the layout is deliberate. ACL lists are interned by the tree. A znode that nothing has
 * happened to since it was created, which is what most are, takes 40 bytes with compressed pointers, and tells the rest of its
 * fields from those; in the tree its path and its data are mostly one array, see {@link PackedZnode}. Any other is a
 * {@link Changed} and takes 96.
 */
public abstract class Znode {
    private final List<Acl> acls;
    private final long czxid;
    private final long ctime;

    Znode(List<Acl> acls, long czxid, long ctime) {
        this.acls = acls;
        this.czxid = czxid;
        this.ctime = ctime;
    }

    /** A znode as a snapshot holds it; the tree counts its children itself. */
    public static Znode stored(
            String path,
            @Nullable Bytes data,
            List<Acl> acls,
            long czxid,
            long mzxid,
            long ctime,
            long mtime,
            int version,
            int createCount,
            int aversion,
            long ephemeralOwner,
            long pzxid) {
        var draft = new ZnodeDraft(path, arrayOf(data), acls, ephemeralOwner);
        draft.czxid = czxid;
        draft.mzxid = mzxid;
        draft.ctime = ctime;
        draft.mtime = mtime;
        draft.version = version;
        draft.createCount = createCount;
        draft.aversion = aversion;
        draft.pzxid = pzxid;
        return draft.znode();
    }

    /** A znode that the transaction {@code zxid} creates. */
    public static Znode created(
            String path, @Nullable Bytes data, List<Acl> acls, long ephemeralOwner, long zxid, long timeMillis) {
        return stored(path, data, acls, zxid, zxid, timeMillis, timeMillis, 0, 0, 0, ephemeralOwner, zxid);
    }

    /** This znode after its data has been set. */
    public Znode withData(@Nullable Bytes newData, int newVersion, long zxid, long timeMillis) {
        var draft = new ZnodeDraft(this);
        draft.data = arrayOf(newData);
        draft.version = newVersion;
        draft.mzxid = zxid;
        draft.mtime = timeMillis;
        return draft.znode();
    }

    /** This znode with other data and nothing else changed, as the server keeps its own books. */
    Znode withDataInPlace(Bytes newData) {
        var draft = new ZnodeDraft(this);
        draft.data = newData.unsafeArray();
        return draft.znode();
    }

    /** This znode after its ACL has been set. */
    public Znode withAcls(List<Acl> newAcls, int newAversion) {
        var draft = new ZnodeDraft(this);
        draft.acls = newAcls;
        draft.aversion = newAversion;
        return draft.znode();
    }

    /**
     * This znode after a child has been created below it.
     *
     * @param newCreateCount the number of creates, this one included; smaller than what is known if the transaction is
     *     replayed over a newer snapshot, and after the largest int: then count and pzxid stay
     */
    public Znode withChildCreated(int newCreateCount, long zxid) {
        var draft = new ZnodeDraft(this);
        draft.childrenAre(children(), numChildren() + 1);
        draft.countCreates(newCreateCount, zxid);
        return draft.znode();
    }

    /** This znode after a create below it that turned out to be known already. */
    Znode withCreateCounted(int newCreateCount, long zxid) {
        var draft = new ZnodeDraft(this);
        draft.countCreates(newCreateCount, zxid);
        return draft.znode();
    }

    /** This znode after a child has been deleted. */
    public Znode withChildDeleted(long zxid) {
        var draft = new ZnodeDraft(this);
        draft.childrenAre(children(), numChildren() - 1);
        draft.pzxid = Math.max(draft.pzxid, zxid);
        return draft.znode();
    }

    /** This znode after a delete of a child that was gone already. */
    Znode withChildGoneAlready(long zxid) {
        var draft = new ZnodeDraft(this);
        draft.pzxid = Math.max(draft.pzxid, zxid);
        return draft.znode();
    }

    /** This znode with {@code names} as its children. */
    Znode withChildren(@Nullable ChildNames names) {
        var draft = new ZnodeDraft(this);
        draft.childrenAre(names, names == null ? 0 : names.size());
        return draft.znode();
    }

    public abstract String path();

    public abstract @Nullable Bytes data();

    /** Bytes of data; 0 also if there is none. */
    public abstract int dataLength();

    /** The length of {@link #path}. */
    abstract int pathLength();

    /** The hash code of {@link #path}. */
    abstract int pathHash();

    /** Whether this is the {@link #path}, which need not be made for the question. */
    abstract boolean isAt(String wanted);

    /** Whether {@link #path} begins with a text of ASCII characters. */
    abstract boolean isBelow(String prefix);

    /** Adds the UTF-8 of the path and the data to a checksum; the root's path counts as "". */
    abstract void addContentTo(Checksum sum);

    /** What stands for the path where it is kept for as long as the znode is; see {@link ChildNames}. */
    abstract Object pathKey();

    /** The same znode in the form that takes the least memory. */
    Znode packed() {
        return this;
    }

    public List<Acl> acls() {
        return acls;
    }

    public long czxid() {
        return czxid;
    }

    public long mzxid() {
        return czxid;
    }

    public long pzxid() {
        return czxid;
    }

    public long ctime() {
        return ctime;
    }

    public long mtime() {
        return ctime;
    }

    public int version() {
        return 0;
    }

    /** How often a child has been created below this znode, which is what is stored as its "cversion". */
    public int createCount() {
        return 0;
    }

    public int aversion() {
        return 0;
    }

    /** The owner as stored, see {@link EphemeralOwner}. */
    public long ephemeralOwner() {
        return EphemeralOwner.NONE;
    }

    public boolean isEphemeral() {
        return EphemeralOwner.isSession(ephemeralOwner());
    }

    public int numChildren() {
        return 0;
    }

    /** What clients see. */
    public Stat stat() {
        // Clients see every create and every delete of a child counted, the latter being creates minus survivors.
        int cversion = 2 * createCount() - numChildren();
        return new Stat(
                czxid,
                mzxid(),
                ctime,
                mtime(),
                version(),
                cversion,
                aversion(),
                EphemeralOwner.shownToClients(ephemeralOwner()),
                dataLength(),
                numChildren(),
                pzxid());
    }

    /** The children's names: not part of the value, but shared by all versions of a znode and owned by the tree. */
    @Nullable
    ChildNames children() {
        return null;
    }

    /** The children's names as of this version, once somebody asked. */
    @Nullable
    NameList listedChildren() {
        return null;
    }

    void rememberChildren(NameList names) {
        throw new IllegalStateException(path() + " has no children to remember");
    }

    @Override
    public String toString() {
        return path() + " " + stat();
    }

    static byte @Nullable [] arrayOf(@Nullable Bytes data) {
        return data == null ? null : data.unsafeArray();
    }

    /** A znode with path and data as they came. */
    static class Unpacked extends Znode {
        private final String path;
        private final byte @Nullable [] data;

        Unpacked(ZnodeDraft draft) {
            super(draft.acls, draft.czxid, draft.ctime);
            this.path = draft.path;
            this.data = draft.data;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public @Nullable Bytes data() {
            return data == null ? null : Bytes.wrap(data);
        }

        @Override
        public int dataLength() {
            return data == null ? 0 : data.length;
        }

        @Override
        int pathLength() {
            return path.length();
        }

        @Override
        int pathHash() {
            return path.hashCode();
        }

        @Override
        boolean isAt(String wanted) {
            return path.equals(wanted);
        }

        @Override
        boolean isBelow(String prefix) {
            return path.startsWith(prefix);
        }

        @Override
        void addContentTo(Checksum sum) {
            if (path.length() > 1) {
                sum.update(path.getBytes(UTF_8));
            }
            if (data != null) {
                sum.update(data);
            }
        }

        @Override
        Object pathKey() {
            return path;
        }

        @Override
        Znode packed() {
            if (dataLength() > PackedZnode.DATA_BYTES_MAX || path.length() == 1) {
                return this;
            }
            var ascii = path.getBytes(UTF_8);
            return ascii.length == path.length() ? new PackedZnode(this, ascii, data) : this;
        }
    }

    /** A znode that is not as it was created, or not as most are. */
    static final class Changed extends Unpacked {
        private final @Nullable ChildNames children;

        /** Neither volatile nor locked: the list is immutable with final fields, and two threads that race make equal ones. */
        private @Nullable NameList listedChildren;

        private final long mzxid;
        private final long pzxid;
        private final long mtime;
        private final long ephemeralOwner;
        private final int version;
        private final int createCount;
        private final int aversion;
        private final int numChildren;

        Changed(ZnodeDraft draft) {
            super(draft);
            this.children = draft.children;
            this.listedChildren = draft.listedChildren;
            this.mzxid = draft.mzxid;
            this.pzxid = draft.pzxid;
            this.mtime = draft.mtime;
            this.ephemeralOwner = draft.ephemeralOwner;
            this.version = draft.version;
            this.createCount = draft.createCount;
            this.aversion = draft.aversion;
            this.numChildren = draft.numChildren;
        }

        @Override
        Znode packed() {
            return this;
        }

        @Override
        public long mzxid() {
            return mzxid;
        }

        @Override
        public long pzxid() {
            return pzxid;
        }

        @Override
        public long mtime() {
            return mtime;
        }

        @Override
        public long ephemeralOwner() {
            return ephemeralOwner;
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public int createCount() {
            return createCount;
        }

        @Override
        public int aversion() {
            return aversion;
        }

        @Override
        public int numChildren() {
            return numChildren;
        }

        @Override
        @Nullable
        ChildNames children() {
            return children;
        }

        @Override
        @Nullable
        NameList listedChildren() {
            return listedChildren;
        }

        @Override
        void rememberChildren(NameList names) {
            listedChildren = names;
        }
    }
}
