/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A znode in the tree's small form tells what it told before. */
class PackedZnodeTest {
    private static Znode created(String path, @Nullable Bytes data) {
        return Znode.created(path, data, Acl.OPEN_UNSAFE, EphemeralOwner.NONE, 7, 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/zookeeper/quota", "/parent/znode-123", "/größe", "/日本/\uD83D\uDE00"})
    void packingChangesNothing(String path) {
        for (Bytes data :
                new Bytes[] {null, Bytes.EMPTY, Bytes.ofUtf8("x"), Bytes.wrap(new byte[512]), Bytes.wrap(new byte[513])
                }) {
            var node = created(path, data);
            var packed = node.packed();

            assertThat(packed.path()).isEqualTo(path);
            assertThat(packed.data()).isEqualTo(data);
            assertThat(packed.dataLength()).isEqualTo(node.dataLength());
            assertThat(packed.stat()).isEqualTo(node.stat());
            assertThat(packed.pathLength()).isEqualTo(path.length());
            assertThat(packed.pathHash()).isEqualTo(path.hashCode());
            assertThat(packed.isAt(path)).isTrue();
            assertThat(packed.isAt(path + "x")).isFalse();
            assertThat(packed.isAt(path.substring(1))).isFalse();
            assertThat(packed.isAt(path.replace('a', 'b'))).isEqualTo(!path.contains("a"));
            assertThat(packed.isBelow("/zookeeper/")).isEqualTo(path.startsWith("/zookeeper/"));
            assertThat(new NodeDigest().of(packed)).isEqualTo(new NodeDigest().of(node));
        }
    }

    @Test
    void mostZnodesArePackedAndAChangeUnpacksThem() {
        var packed = created("/a", Bytes.ofUtf8("old")).packed();
        assertThat(packed).isInstanceOf(PackedZnode.class);

        var changed = packed.withData(Bytes.ofUtf8("new"), 1, 8, 2_000);

        assertThat(changed).isNotInstanceOf(PackedZnode.class);
        assertThat(changed.path()).isEqualTo("/a");
        assertThat(changed.data()).isEqualTo(Bytes.ofUtf8("new"));
        assertThat(packed.data()).isEqualTo(Bytes.ofUtf8("old"));
        assertThat(changed.stat().czxid()).isEqualTo(7);
    }

    @Test
    void aParentDoesNotKeepWhatItsChildWasBeforeAChange() {
        var store = new NodeStore(true);
        store.load(created("/", null));
        store.load(created("/a", Bytes.ofUtf8("old")));
        store.loaded();
        var before = store.require("/a");
        assertThat(keysOfTheRootsChildren(store)).containsExactly(before);

        store.replace(before, before.withData(Bytes.ofUtf8("new"), 1, 8, 2_000));

        assertThat(keysOfTheRootsChildren(store)).containsExactly("/a");
        assertThat(store.below(store.require("/"))).containsExactly(store.require("/a"));
    }

    private static List<Object> keysOfTheRootsChildren(NodeStore store) {
        var children = store.require("/").children();
        return children == null ? List.of() : List.of(children.keys());
    }
}
