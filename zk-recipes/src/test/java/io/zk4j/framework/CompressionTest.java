/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.cache.ZkCache;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class CompressionTest {
    private static final Bytes TEXT = Bytes.ofUtf8("all work and no play ".repeat(200));
    private static final String CURATORS = "org.apache.curator.framework.imps.GzipCompressionProvider";

    private final CompressionProvider gzip = CompressionProvider.gzip();
    private Playground playground;
    private ZkFramework plain;
    private ZkFramework packed;

    @BeforeAll
    void open() {
        playground = new Playground();
        plain = playground.newClient();
        packed = plain.compressed();
    }

    @AfterAll
    void close() {
        playground.close();
    }

    static Stream<Bytes> samples() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        return Stream.of(Bytes.EMPTY, Bytes.ofUtf8("x"), TEXT, Bytes.wrap(noise));
    }

    @Test
    void theBytesAreCurators() throws Exception {
        var jar = Path.of(
                System.getProperty("zk4j.root"), "zk-testing/target/foreign/curator/curator-framework-5.9.0.jar");
        try (var curator = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            var constructor = curator.loadClass(CURATORS).getDeclaredConstructor();
            Object theirs = constructor.newInstance();
            Method compress = theirs.getClass().getMethod("compress", String.class, byte[].class);
            Method decompress = theirs.getClass().getMethod("decompress", String.class, byte[].class);
            for (var data : samples().toList()) {
                Bytes ours = gzip.compress("/x", data);
                assertThat(ours.toArray()).isEqualTo(compress.invoke(theirs, "/x", data.toArray()));
                assertThat(decompress.invoke(theirs, "/x", ours.toArray())).isEqualTo(data.toArray());
                assertThat(gzip.decompress("/x", ours)).isEqualTo(data);
            }
        }
    }

    @Test
    void aCompressedViewStoresLessAndReadsTheSame() throws Exception {
        packed.create(CreateSpec.of("/c/a", TEXT, CreateOptions.PERSISTENT).parents(Parents.PERSISTENT))
                .await();
        Bytes stored = plain.get("/c/a").await().data();
        assertThat(stored.length()).isLessThan(TEXT.length() / 10);
        assertThat(gzip.decompress("/c/a", stored)).isEqualTo(TEXT);
        assertThat(packed.get("/c/a").await().data()).isEqualTo(TEXT);
        assertThat(packed.get("/c").await().data()).isEqualTo(Bytes.EMPTY);
        assertThat(packed.uncompressed().get("/c/a").await().data()).isEqualTo(stored);

        Bytes other = Bytes.ofUtf8("other");
        packed.setIdempotent("/c/a", other, 0).await();
        packed.transaction(List.of(Op.create("/c/b", TEXT, CreateOptions.PERSISTENT), Op.set("/c/a", TEXT, 1)))
                .await();
        assertThat(plain.get("/c/a").await().data()).isEqualTo(stored);
        assertThat(plain.get("/c/b").await().data()).isEqualTo(stored);
        packed.createOrSet(CreateSpec.of("/c/b", other, CreateOptions.PERSISTENT))
                .await();
        assertThat(packed.get("/c/b").await().data()).isEqualTo(other);
    }

    @Test
    void whatIsNotCompressedOrTooLargeIsRefusedWithItsPath() throws Exception {
        plain.create("/broken", TEXT).await();
        assertThatThrownBy(() -> packed.get("/broken").await())
                .isInstanceOf(CompressionException.class)
                .hasMessageStartingWith("/broken: its 4200 bytes are not whole gzip");
        Bytes half =
                Bytes.wrap(java.util.Arrays.copyOf(gzip.compress("/x", TEXT).toArray(), 30));
        assertThatThrownBy(() -> gzip.decompress("/half", half)).isInstanceOf(CompressionException.class);

        Bytes bomb = gzip.compress("/x", Bytes.wrap(new byte[CompressionProvider.DECOMPRESSED_BYTES_MAX + 1]));
        assertThat(bomb.length()).isLessThan(100_000);
        assertThatThrownBy(() -> gzip.decompress("/bomb", bomb))
                .isInstanceOf(CompressionException.class)
                .hasMessageContaining("/bomb")
                .hasMessageContaining("more than decompressedBytesMax=67108864");
        assertThatThrownBy(() -> CompressionProvider.gzip(10).decompress("/x", gzip.compress("/x", TEXT)))
                .isInstanceOf(CompressionException.class);
    }

    @Test
    void aCacheOfACompressedViewLeavesOutWhatItCannotReadUntilItCan() throws Exception {
        packed.create(CreateSpec.of("/k/good", TEXT, CreateOptions.PERSISTENT).parents(Parents.PERSISTENT))
                .await();
        plain.create("/k/bad", TEXT).await();
        try (var cache = ZkCache.open(packed, "/k", Scope.CHILDREN)) {
            cache.complete().await();
            assertThat(cache.get("/k/good").orElseThrow().data()).isEqualTo(TEXT);
            assertThat(cache.get("/k/bad")).isEmpty();
            packed.set("/k/bad", TEXT).await();
            eventually(() -> cache.get("/k/bad").isPresent());
        }
    }

    @Test
    void everythingIsCompressedIfThatIsEnabled() throws Exception {
        try (var zk = ZkFramework.builder(playground.connectString())
                .enableCompression()
                .open()) {
            zk.create("/all", TEXT).await();
            assertThat(zk.get("/all").await().data()).isEqualTo(TEXT);
            assertThat(plain.get("/all").await().data()).isEqualTo(gzip.compress("/all", TEXT));
        }
    }
}
