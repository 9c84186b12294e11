/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * What a client is told about a znode besides its data.
 *
 * @param czxid the transaction that created it
 * @param mzxid the transaction that last changed its data
 * @param ctime when it was created, in milliseconds since 1970
 * @param mtime when its data was last changed, in milliseconds since 1970
 * @param version how often its data was changed
 * @param cversion how often children were created or deleted
 * @param aversion how often its ACL was changed
 * @param ephemeralOwner the session that owns it if it is ephemeral, otherwise 0 (also for container and TTL znodes)
 * @param dataLength bytes of data; 0 for null
 * @param numChildren how many children it has
 * @param pzxid the transaction that last created or deleted a child
 */
public record Stat(
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

    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static Stat decode(WireReader in) {
        return new Stat(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readLong());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeLong(czxid);
        out.writeLong(mzxid);
        out.writeLong(ctime);
        out.writeLong(mtime);
        out.writeInt(version);
        out.writeInt(cversion);
        out.writeInt(aversion);
        out.writeLong(ephemeralOwner);
        out.writeInt(dataLength);
        out.writeInt(numChildren);
        out.writeLong(pzxid);
    }
}
