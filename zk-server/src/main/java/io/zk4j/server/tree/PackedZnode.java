/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.zk4j.protocol.Bytes;
import java.util.Arrays;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A znode as it was created, with a path of ASCII characters and not much data: both in one array, which saves a string
 * and an array, 40 bytes. The price is a copy when somebody asks for either.
 */
final class PackedZnode extends Znode {
    /** Above this the saving is not worth the copies. */
    static final int DATA_BYTES_MAX = 512;

    private final byte[] content;
    private final int length; // of the path; its complement if there is no data, not even none

    PackedZnode(Znode from, byte[] path, byte @Nullable [] data) {
        super(from.acls(), from.czxid(), from.ctime());
        this.length = data == null ? ~path.length : path.length;
        this.content = Arrays.copyOf(path, path.length + from.dataLength());
        if (data != null) {
            System.arraycopy(data, 0, content, path.length, data.length);
        }
    }

    @Override
    public String path() {
        return new String(content, 0, pathLength(), ISO_8859_1);
    }

    @Override
    public @Nullable Bytes data() {
        return length < 0 ? null : Bytes.wrap(Arrays.copyOfRange(content, length, content.length));
    }

    @Override
    public int dataLength() {
        return content.length - pathLength();
    }

    @Override
    int pathLength() {
        return length < 0 ? ~length : length;
    }

    @Override
    int pathHash() {
        int hash = 0; // as that of a string
        for (int i = 0; i < pathLength(); i++) {
            hash = 31 * hash + content[i];
        }
        return hash;
    }

    @Override
    boolean isAt(String wanted) {
        if (wanted.length() != pathLength()) {
            return false;
        }
        for (int i = wanted.length() - 1; i >= 0; i--) { // siblings differ at the end
            if (wanted.charAt(i) != content[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean isBelow(String prefix) {
        if (prefix.length() > pathLength()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) != content[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    void addContentTo(Checksum sum) {
        sum.update(content);
    }

    @Override
    Object pathKey() {
        return this;
    }
}
