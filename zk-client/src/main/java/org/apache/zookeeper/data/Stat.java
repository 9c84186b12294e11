/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.data;

import java.io.IOException;
import java.util.Objects;
import org.apache.jute.InputArchive;
import org.apache.jute.JuteRecord;
import org.apache.jute.OutputArchive;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows about a node besides its data. Mutable and not thread-safe: calls of
 * {@link org.apache.zookeeper.ZooKeeper} that take a {@code Stat} fill in the caller's object.
 */
public class Stat extends JuteRecord {
    private long czxid;
    private long mzxid;
    private long ctime;
    private long mtime;
    private int version;
    private int cversion;
    private int aversion;
    private long ephemeralOwner;
    private int dataLength;
    private int numChildren;
    private long pzxid;

    /** All fields zero, to be filled in. */
    public Stat() {}

    /**
     * A value with these fields, which the getters explain.
     *
     * @param czxid the transaction that made it
     * @param mzxid the transaction that last set its data
     * @param ctime when it was made, in milliseconds since 1970
     * @param mtime when its data was last set, in milliseconds since 1970
     * @param version how often its data was set
     * @param cversion how often its children have changed
     * @param aversion how often its access control list was set
     * @param ephemeralOwner the session that it goes with; 0 for none
     * @param dataLength the length of its data, in bytes
     * @param numChildren how many children it has
     * @param pzxid the transaction that last changed its children
     */
    public Stat(
            long czxid,
            long mzxid,
            long ctime,
            long mtime,
            int version,
            int cversion,
            int aversion,
            long ephemeralOwner,
            int dataLength,
            int numChildren,
            long pzxid) {
        this.czxid = czxid;
        this.mzxid = mzxid;
        this.ctime = ctime;
        this.mtime = mtime;
        this.version = version;
        this.cversion = cversion;
        this.aversion = aversion;
        this.ephemeralOwner = ephemeralOwner;
        this.dataLength = dataLength;
        this.numChildren = numChildren;
        this.pzxid = pzxid;
    }

    /** {@return the zxid of the transaction that created the node} */
    public long getCzxid() {
        return czxid;
    }

    /**
     * Sets the transaction that made it.
     *
     * @param czxid the transaction that made it
     */
    public void setCzxid(long czxid) {
        this.czxid = czxid;
    }

    /** {@return the zxid of the last change of its data} */
    public long getMzxid() {
        return mzxid;
    }

    /**
     * Sets the transaction that last set its data.
     *
     * @param mzxid the transaction that last set its data
     */
    public void setMzxid(long mzxid) {
        this.mzxid = mzxid;
    }

    /** {@return the creation time in milliseconds since 1970, by the clock of the leader then} */
    public long getCtime() {
        return ctime;
    }

    /**
     * Sets when it was made.
     *
     * @param ctime when it was made, in milliseconds since 1970
     */
    public void setCtime(long ctime) {
        this.ctime = ctime;
    }

    /** {@return the time of the last change of its data, like the creation time} */
    public long getMtime() {
        return mtime;
    }

    /**
     * Sets when its data was last set.
     *
     * @param mtime when its data was last set, in milliseconds since 1970
     */
    public void setMtime(long mtime) {
        this.mtime = mtime;
    }

    /** {@return the number of changes of its data} */
    public int getVersion() {
        return version;
    }

    /**
     * Sets how often its data was set.
     *
     * @param version how often its data was set
     */
    public void setVersion(int version) {
        this.version = version;
    }

    /** {@return the number of creations and deletions of children} */
    public int getCversion() {
        return cversion;
    }

    /**
     * Sets how often its children have changed.
     *
     * @param cversion how often its children have changed
     */
    public void setCversion(int cversion) {
        this.cversion = cversion;
    }

    /** {@return the number of changes of its access control list} */
    public int getAversion() {
        return aversion;
    }

    /**
     * Sets how often its access control list was set.
     *
     * @param aversion how often its access control list was set
     */
    public void setAversion(int aversion) {
        this.aversion = aversion;
    }

    /** {@return the session that owns the node if it is ephemeral, else 0} */
    public long getEphemeralOwner() {
        return ephemeralOwner;
    }

    /**
     * Sets the session that it goes with.
     *
     * @param ephemeralOwner the session that it goes with; 0 for none
     */
    public void setEphemeralOwner(long ephemeralOwner) {
        this.ephemeralOwner = ephemeralOwner;
    }

    /** {@return the length of its data in bytes} */
    public int getDataLength() {
        return dataLength;
    }

    /**
     * Sets the length of its data.
     *
     * @param dataLength the length of its data, in bytes
     */
    public void setDataLength(int dataLength) {
        this.dataLength = dataLength;
    }

    /** {@return the number of its children} */
    public int getNumChildren() {
        return numChildren;
    }

    /**
     * Sets how many children it has.
     *
     * @param numChildren how many children it has
     */
    public void setNumChildren(int numChildren) {
        this.numChildren = numChildren;
    }

    /** {@return the zxid of the last creation or deletion of a child} */
    public long getPzxid() {
        return pzxid;
    }

    /**
     * Sets the transaction that last changed its children.
     *
     * @param pzxid the transaction that last changed its children
     */
    public void setPzxid(long pzxid) {
        this.pzxid = pzxid;
    }

    /**
     * Takes over every field of another stat.
     *
     * @param source what to copy
     */
    public void copyFrom(Stat source) {
        czxid = source.czxid;
        mzxid = source.mzxid;
        ctime = source.ctime;
        mtime = source.mtime;
        version = source.version;
        cversion = source.cversion;
        aversion = source.aversion;
        ephemeralOwner = source.ephemeralOwner;
        dataLength = source.dataLength;
        numChildren = source.numChildren;
        pzxid = source.pzxid;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeLong(czxid, "czxid");
        archive.writeLong(mzxid, "mzxid");
        archive.writeLong(ctime, "ctime");
        archive.writeLong(mtime, "mtime");
        archive.writeInt(version, "version");
        archive.writeInt(cversion, "cversion");
        archive.writeInt(aversion, "aversion");
        archive.writeLong(ephemeralOwner, "ephemeralOwner");
        archive.writeInt(dataLength, "dataLength");
        archive.writeInt(numChildren, "numChildren");
        archive.writeLong(pzxid, "pzxid");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        czxid = archive.readLong("czxid");
        mzxid = archive.readLong("mzxid");
        ctime = archive.readLong("ctime");
        mtime = archive.readLong("mtime");
        version = archive.readInt("version");
        cversion = archive.readInt("cversion");
        aversion = archive.readInt("aversion");
        ephemeralOwner = archive.readLong("ephemeralOwner");
        dataLength = archive.readInt("dataLength");
        numChildren = archive.readInt("numChildren");
        pzxid = archive.readLong("pzxid");
        archive.endRecord(tag);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stat that
                && czxid == that.czxid
                && mzxid == that.mzxid
                && ctime == that.ctime
                && mtime == that.mtime
                && version == that.version
                && cversion == that.cversion
                && aversion == that.aversion
                && ephemeralOwner == that.ephemeralOwner
                && dataLength == that.dataLength
                && numChildren == that.numChildren
                && pzxid == that.pzxid;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                czxid,
                mzxid,
                ctime,
                mtime,
                version,
                cversion,
                aversion,
                ephemeralOwner,
                dataLength,
                numChildren,
                pzxid);
    }
}
