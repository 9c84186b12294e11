/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.proto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jute.Index;
import org.apache.jute.InputArchive;
import org.apache.jute.JuteRecord;
import org.apache.jute.OutputArchive;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/** Body of a create with a time to live. Mutable and not thread-safe. */
public class CreateTTLRequest extends JuteRecord {
    private @Nullable String path;
    private byte @Nullable [] data;
    private @Nullable List<ACL> acl;
    private int flags;
    private long ttl;

    /** A record with zero and null fields, to be read into. */
    public CreateTTLRequest() {}

    /**
     * A record with these fields; arrays and lists are not copied.
     *
     * @param path path wanted, before any sequence number
     * @param data initial data
     * @param acl access control list
     * @param flags {@link org.apache.zookeeper.CreateMode#toFlag() flag} of the create mode
     * @param ttl time to live in milliseconds
     */
    public CreateTTLRequest(
            @Nullable String path, byte @Nullable [] data, @Nullable List<ACL> acl, int flags, long ttl) {
        this.path = path;
        this.data = data;
        this.acl = acl;
        this.flags = flags;
        this.ttl = ttl;
    }

    /** {@return the path wanted, before any sequence number} */
    public @Nullable String getPath() {
        return path;
    }

    /**
     * Changes the field.
     *
     * @param path the path wanted, before any sequence number
     */
    public void setPath(@Nullable String path) {
        this.path = path;
    }

    /** {@return the initial data} */
    public byte @Nullable [] getData() {
        return data;
    }

    /**
     * Changes the field.
     *
     * @param data the initial data
     */
    public void setData(byte @Nullable [] data) {
        this.data = data;
    }

    /** {@return the access control list} */
    public @Nullable List<ACL> getAcl() {
        return acl;
    }

    /**
     * Changes the field.
     *
     * @param acl the access control list
     */
    public void setAcl(@Nullable List<ACL> acl) {
        this.acl = acl;
    }

    /** {@return the {@link org.apache.zookeeper.CreateMode#toFlag() flag} of the create mode} */
    public int getFlags() {
        return flags;
    }

    /**
     * Changes the field.
     *
     * @param flags the {@link org.apache.zookeeper.CreateMode#toFlag() flag} of the create mode
     */
    public void setFlags(int flags) {
        this.flags = flags;
    }

    /** {@return the time to live in milliseconds} */
    public long getTtl() {
        return ttl;
    }

    /**
     * Changes the field.
     *
     * @param ttl the time to live in milliseconds
     */
    public void setTtl(long ttl) {
        this.ttl = ttl;
    }

    @Override
    public void serialize(OutputArchive archive, String tag) throws IOException {
        archive.startRecord(this, tag);
        archive.writeString(path, "path");
        archive.writeBuffer(data, "data");
        archive.startVector(acl, "acl");
        if (acl != null) {
            for (ACL entry : acl) {
                archive.writeRecord(entry, "e1");
            }
        }
        archive.endVector(acl, "acl");
        archive.writeInt(flags, "flags");
        archive.writeLong(ttl, "ttl");
        archive.endRecord(this, tag);
    }

    @Override
    public void deserialize(InputArchive archive, String tag) throws IOException {
        archive.startRecord(tag);
        path = archive.readString("path");
        data = archive.readBuffer("data");
        acl = readAcl(archive);
        flags = archive.readInt("flags");
        ttl = archive.readLong("ttl");
        archive.endRecord(tag);
    }

    private static @Nullable List<ACL> readAcl(InputArchive archive) throws IOException {
        Index entries = archive.startVector("acl");
        if (entries == null) {
            return null;
        }
        var acl = new ArrayList<ACL>();
        for (; !entries.done(); entries.incr()) {
            var entry = new ACL();
            archive.readRecord(entry, "e1");
            acl.add(entry);
        }
        archive.endVector("acl");
        return acl;
    }
}
