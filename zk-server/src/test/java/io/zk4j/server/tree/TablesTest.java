/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.WireWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two hash tables of the tree, against those of the JDK. */
class TablesTest {
    private static Znode node(String path, int version) {
        return Znode.stored(path, null, Acl.OPEN_UNSAFE, 0, 0, 0, 0, version % 2, 0, 0, 0, 0)
                .packed();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aNodeTableIsAMap(long seed) {
        var random = new Random(seed);
        var table = new NodeTable();
        var model = new HashMap<String, Znode>();
        for (int i = 0; i < 40_000; i++) {
            // Grows for a while, then shrinks, with much coming and going.
            boolean growing = (i / 10_000) % 2 == 0;
            var path = "/n" + random.nextInt(5_000);
            if (random.nextInt(10) < (growing ? 7 : 3)) {
                var node = node(path, i);
                table.put(node);
                model.put(path, node);
            } else {
                table.remove(path);
                model.remove(path);
            }
            var probe = "/n" + random.nextInt(5_000);
            if (table.get(probe) != model.get(probe) || table.size() != model.size()) {
                throw new AssertionError("step " + i + ": " + probe);
            }
        }
        var seen = new HashSet<Znode>();
        table.forEach(seen::add);
        assertThat(seen).isEqualTo(Set.copyOf(model.values()));
        table.clear();
        assertThat(table.size()).isZero();
        assertThat(table.get("/n1")).isNull();
        assertThat(table.get("")).isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void childNamesAreASet(long seed) {
        var random = new Random(seed);
        var names = new ChildNames();
        var model = new HashSet<String>();
        for (int i = 0; i < 30_000; i++) {
            boolean growing = (i / 5_000) % 2 == 0;
            var path = "/p/n" + random.nextInt(2_000);
            if (random.nextInt(10) < (growing ? 7 : 3)) {
                var node = node(path, i);
                if (model.contains(path)) {
                    names.rekey(path, node.pathKey());
                }
                assertThat(names.add(path, node.pathKey())).isEqualTo(model.add(path));
            } else {
                assertThat(names.remove(path)).isEqualTo(model.remove(path));
            }
            if (i % 1_000 == 0) {
                assertThat(names.size()).isEqualTo(model.size());
                assertThat(new TreeSet<>(Arrays.asList(names.toArray()))).isEqualTo(new TreeSet<>(model));
            }
        }
    }

    @Test
    void pathsThatCollideAreAllFound() {
        // "Aa" and "BB" have the same hash code, and so has every combination of them.
        var names = new ChildNames();
        var table = new NodeTable();
        var paths = new TreeSet<String>();
        for (int i = 0; i < 256; i++) {
            var path = new StringBuilder("/");
            for (int bit = 0; bit < 8; bit++) {
                path.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            paths.add(path.toString());
        }
        paths.forEach(path -> {
            names.add(path, path);
            table.put(node(path, 0));
        });
        assertThat(paths).allMatch(path -> table.get(path) != null);
        for (var path : paths.headSet("/B")) {
            names.remove(path);
            table.remove(path);
        }
        assertThat(names.toArray()).containsExactlyInAnyOrderElementsOf(paths.tailSet("/B"));
        assertThat(paths.tailSet("/B")).allMatch(path -> table.get(path) != null);
        assertThat(paths.headSet("/B")).allMatch(path -> table.get(path) == null);
    }

    @Test
    void namesAreCutFromPaths() {
        var names = new ChildNames();
        names.add("/p/child", "/p/child");
        assertThat(NameList.of("/p", names)).containsExactly("child");
        var top = new ChildNames();
        top.add("/p", "/p");
        assertThat(NameList.of("/", top)).containsExactly("p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/p", "/ü", "/p/日本"})
    void namesKeepTheEncodingThatTheirWriterWouldMake(String parent) {
        var children = new ChildNames();
        for (String name : List.of("child", "größe", "日本", "\uD83D\uDE00")) {
            var path = parent.equals("/") ? parent + name : parent + "/" + name;
            children.add(path, path);
        }
        var names = NameList.of(parent, children);

        assertThat(encoded(names)).isEqualTo(encoded(List.copyOf(names)));
        assertThat(names.encoded()).isSameAs(names.encoded());
    }

    private static byte[] encoded(List<String> names) {
        var out = Unpooled.buffer();
        new GetChildrenResponse(names).encode(new WireWriter(out));
        return ByteBufUtil.getBytes(out);
    }
}
