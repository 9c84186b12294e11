/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.protocol.Bytes;

/**
 * How a view that compresses stores data. Called by steps of the turn, so it must not block; paths are below the namespace.
 *
 * <p>Everybody who reads the znodes has to know that they are compressed: data does not say so.
 */
public interface CompressionProvider {
    /** What {@link #gzip()} unpacks at most: 64 MiB, as much as fills the usual limit of a znode when it is packed rather well. */
    int DECOMPRESSED_BYTES_MAX = 64 << 20;

    /** gzip as Curator writes it; refuses what would unpack to more than {@link #DECOMPRESSED_BYTES_MAX}. */
    static CompressionProvider gzip() {
        return gzip(DECOMPRESSED_BYTES_MAX);
    }

    /**
     * gzip as Curator writes it.
     *
     * @param decompressedBytesMax what a znode may unpack to; more is refused before it is unpacked
     */
    static CompressionProvider gzip(int decompressedBytesMax) {
        return new GzipCompression(decompressedBytesMax);
    }

    /** What to store. */
    Bytes compress(String path, Bytes data);

    /**
     * What was stored.
     *
     * @throws CompressionException if it was not stored by {@link #compress}, or is too large
     */
    Bytes decompress(String path, Bytes stored);
}
