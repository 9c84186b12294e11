/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static io.zk4j.server.tree.Trees.creation;
import static io.zk4j.server.tree.Trees.deletion;
import static io.zk4j.server.tree.Trees.header;
import static io.zk4j.server.tree.Trees.multi;
import static io.zk4j.server.tree.Trees.newData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsistentReadTest {
    private static final int TRANSACTIONS = 30_000;
    private static final int READERS = 3;

    private final DataTree tree = new DataTree(true);

    /** One transaction writes both znodes, so whoever sees them differ has seen half of it. */
    @Test
    void nobodySeesHalfATransactionOrAnotherZxid() throws Exception {
        tree.apply(header(1), multi(creation("/a", 1), creation("/b", 2)), TreeListener.NONE);
        whileWriting(
                zxid -> tree.apply(
                        header(zxid),
                        multi(newData("/a", "x", (int) zxid), newData("/b", "x", (int) zxid)),
                        TreeListener.NONE),
                () -> {
                    var seen = tree.<long[], RuntimeException>readConsistently(view -> new long[] {
                        view.zxid(),
                        view.get("/a").version(),
                        view.get("/b").version(),
                        view.get("/a").mzxid()
                    });
                    assertThat(seen[1]).isEqualTo(seen[2]);
                    assertThat(seen[0]).isEqualTo(seen[3]);
                    return seen[0];
                });
    }

    @Test
    void childrenAreThoseOfTheStatBesideThem() throws Exception {
        tree.apply(header(1), creation("/p", 1), TreeListener.NONE);
        whileWriting(
                zxid -> {
                    var path = "/p/" + zxid % 7;
                    var exists = tree.get(path) != null;
                    tree.apply(header(zxid), exists ? deletion(path) : creation(path, (int) zxid), TreeListener.NONE);
                },
                () -> {
                    // A reader must not judge what it sees before it is known to fit together.
                    var found = tree.<Found, RuntimeException>readConsistently(view -> {
                        var node = view.get("/p");
                        var names = view.children(node);
                        long existing = names.stream()
                                .filter(name -> view.get("/p/" + name) != null)
                                .count();
                        return new Found(view.zxid(), node.numChildren(), names.size(), existing);
                    });
                    assertThat(found.listed).isEqualTo(found.counted);
                    assertThat(found.existing).isEqualTo(found.counted);
                    return found.zxid;
                });
    }

    private record Found(long zxid, int counted, int listed, long existing) {}

    @Test
    void znodesThatStayAreFoundWhateverComesAndGoesBesideThem() throws Exception {
        for (int i = 0; i < 100; i++) {
            tree.apply(header(i + 1), creation("/stays" + i, i + 1), TreeListener.NONE);
        }
        whileWriting(
                zxid -> {
                    var path = "/comes" + zxid % 3_000;
                    var exists = tree.get(path) != null;
                    tree.apply(header(zxid), exists ? deletion(path) : creation(path, (int) zxid), TreeListener.NONE);
                },
                () -> {
                    for (int i = 0; i < 100; i++) {
                        assertThat(tree.get("/stays" + i)).isNotNull();
                    }
                    return tree.lastZxid();
                });
    }

    @Test
    void aWalkSeesAllThatStaysAndParentsFirst() throws Exception {
        for (int i = 0; i < 50; i++) {
            tree.apply(header(2 * i + 1), creation("/p" + i, i + 1), TreeListener.NONE);
            tree.apply(header(2 * i + 2), creation("/p" + i + "/stays", 1), TreeListener.NONE);
        }
        whileWriting(
                zxid -> {
                    var path = "/p" + zxid % 50 + "/comes";
                    var exists = tree.get(path) != null;
                    tree.apply(header(zxid), exists ? deletion(path) : creation(path, (int) zxid), TreeListener.NONE);
                },
                () -> {
                    long zxid = tree.lastZxid();
                    var seen = new ArrayList<String>();
                    tree.walk(node -> seen.add(node.path()));
                    assertThat(seen).doesNotHaveDuplicates();
                    for (int i = 0; i < 50; i++) {
                        assertThat(seen.indexOf("/p" + i + "/stays")).isGreaterThan(seen.indexOf("/p" + i));
                    }
                    return zxid;
                });
    }

    @Test
    void whatAReaderThrowsComesThrough() {
        assertThatThrownBy(() -> tree.readConsistently(view -> {
                    throw new IOException("on purpose");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("on purpose");
    }

    /** Lets readers read as long as one thread writes; what a reader returns never goes back. */
    private void whileWriting(Writer writer, Callable<Long> reader) throws Exception {
        var done = new AtomicBoolean();
        var readers = Executors.newFixedThreadPool(READERS);
        var reads = new AtomicLong();
        try {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < READERS; i++) {
                results.add(readers.submit(() -> {
                    long last = 0;
                    while (!done.get()) {
                        long zxid = reader.call();
                        assertThat(zxid).isGreaterThanOrEqualTo(last);
                        last = zxid;
                        reads.incrementAndGet();
                    }
                    return null;
                }));
            }
            long first = tree.lastZxid() + 1;
            for (long zxid = first; zxid < first + TRANSACTIONS || reads.get() < 100; zxid++) {
                writer.write(zxid);
                if (results.stream().anyMatch(Future::isDone)) {
                    break; // a reader has failed
                }
            }
            done.set(true);
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }

    private interface Writer {
        void write(long zxid);
    }
}
