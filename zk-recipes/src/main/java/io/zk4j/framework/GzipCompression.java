/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * gzip as the JDK writes it, which is what Curator uses too. Pure.
 *
 * @param decompressedBytesMax what is unpacked at most
 */
record GzipCompression(int decompressedBytesMax) implements CompressionProvider {
    private static final int CHUNK_BYTES = 8 << 10;

    GzipCompression {
        if (decompressedBytesMax <= 0) {
            throw new IllegalArgumentException(
                    "decompressedBytesMax is " + decompressedBytesMax + "; it must be at least 1");
        }
    }

    @Override
    public Bytes compress(String path, Bytes data) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(data.toArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array can always be written to", impossible);
        }
        return Bytes.wrap(packed.toByteArray());
    }

    /** What is empty was not compressed by anybody: ancestors are created so. */
    @Override
    public Bytes decompress(String path, Bytes stored) {
        if (stored.isEmpty()) {
            return stored;
        }
        var plain = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(new ByteArrayInputStream(stored.toArray()))) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (read > decompressedBytesMax - plain.size()) {
                    throw new CompressionException(
                            path,
                            "its " + stored.length() + " bytes unpack to more than decompressedBytesMax="
                                    + decompressedBytesMax
                                    + "; give CompressionProvider.gzip a larger one if that is meant",
                            null);
                }
                plain.write(chunk, 0, read);
            }
        } catch (IOException noGzip) {
            throw new CompressionException(
                    path,
                    "its " + stored.length() + " bytes are not whole gzip; read it with a view that is uncompressed()",
                    noGzip);
        }
        return Bytes.wrap(plain.toByteArray());
    }
}
