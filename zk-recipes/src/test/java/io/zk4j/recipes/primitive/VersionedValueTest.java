/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.framework.Pending;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.primitive.VersionedValue.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class VersionedValueTest {
    private Playground playground;

    @BeforeAll
    void open() {
        playground = new Playground();
    }

    @AfterAll
    void close() {
        playground.close();
    }

    private static Optional<Bytes> oneMore(Optional<Bytes> text) {
        int number = text.map(bytes -> Integer.parseInt(bytes.utf8())).orElse(0);
        return Optional.of(Bytes.ofUtf8(Integer.toString(number + 1)));
    }

    @Test
    void everyUpdateOfManyCounts() throws Exception {
        var values = List.of(
                new VersionedValue(playground.newClient(), "/a/count"),
                new VersionedValue(playground.newClient(), "/a/count"));
        var updates = new ArrayList<Pending<Optional<Change>>>();
        for (int i = 0; i < 25; i++) {
            values.forEach(value -> updates.add(value.update(VersionedValueTest::oneMore, Integer.MAX_VALUE)));
        }
        for (var update : updates) {
            assertThat(update.await()).isPresent();
        }
        assertThat(playground.data("/a/count")).isEqualTo("50");
    }

    @Test
    void aVersionThatTheServersTakeForAnyIsNotCompared() throws Exception {
        var value = new VersionedValue(playground.outside(), "/wrapped");
        value.create(Bytes.ofUtf8("others'")).await();
        Stat stat = value.get().await().orElseThrow().stat();
        var wrapped = new VersionedValue.Version(
                Bytes.ofUtf8("others'"),
                new Stat(
                        stat.czxid(),
                        stat.mzxid(),
                        stat.ctime(),
                        stat.mtime(),
                        -1,
                        stat.cversion(),
                        stat.aversion(),
                        stat.ephemeralOwner(),
                        stat.dataLength(),
                        stat.numChildren(),
                        stat.pzxid()));
        assertThatThrownBy(
                        () -> value.compareAndSet(wrapped, Bytes.ofUtf8("mine")).await())
                .hasMessageContaining("/wrapped has version -1");
        assertThat(playground.data("/wrapped")).isEqualTo("others'");
    }

    @Test
    void whoComparesWithAnOldVersionSetsNothing() throws Exception {
        var value = new VersionedValue(playground.outside(), "/b");
        assertThat(value.get().await()).isEmpty();
        assertThat(value.create(Bytes.ofUtf8("0")).await()).isTrue();
        assertThat(value.create(Bytes.ofUtf8("1")).await()).isFalse();
        var old = value.get().await().orElseThrow();
        assertThat(value.compareAndSet(old, Bytes.ofUtf8("2")).await()).isPresent();
        assertThat(value.compareAndSet(old, Bytes.ofUtf8("3")).await()).isEmpty();
        assertThat(playground.data("/b")).isEqualTo("2");
        assertThat(value.set(Bytes.ofUtf8("4")).await().stat().version()).isEqualTo(2);
        assertThat(value.update(data -> Optional.empty(), 1).await()).isEmpty();
    }
}
