/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot that was written while transactions went on, with the log from its beginning on, gives the same tree. */
class FuzzyReplayTest {
    private static final int BEFORE = 150;
    private static final int AFTER = 300;

    static LongStream seeds() {
        return LongStream.rangeClosed(
                1, System.getProperty("zk4j.dose", "build").equals("soak") ? 2_000 : 60);
    }

    private final InMemoryServer server = new InMemoryServer();
    private final List<TxnRecord> log = new ArrayList<>();
    private final List<Connection> sessions =
            new ArrayList<>(List.of(new Connection(1), new Connection(2), new Connection(3)));
    private long nextSession = 4;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLogMakesUpForWhatChangedMeanwhile(long seed) {
        var random = new Random(seed);
        var requests = new RandomRequests(random);
        for (int i = 0; i < BEFORE; i++) {
            write(random, requests);
        }
        long snapshotZxid = server.tree.lastZxid();
        log.clear();
        var snapshot = new ArrayList<Znode>();
        server.tree.walk(node -> {
            snapshot.add(node);
            for (int i = random.nextInt(4); i > 0; i--) {
                write(random, requests);
            }
        });
        while (log.size() < AFTER) {
            write(random, requests);
        }

        var recovered = new DataTree(true);
        recovered.clear();
        snapshot.forEach(node -> recovered.load(Znode.stored(
                node.path(),
                node.data(),
                node.acls(),
                node.czxid(),
                node.mzxid(),
                node.ctime(),
                node.mtime(),
                node.version(),
                node.createCount(),
                node.aversion(),
                node.ephemeralOwner(),
                node.pzxid())));
        recovered.loaded(snapshotZxid);
        log.forEach(record -> recovered.apply(record.header(), record.txn(), TreeListener.NONE));

        assertThat(contents(recovered)).isEqualTo(contents(server.tree));
        assertThat(recovered.digest()).isEqualTo(server.tree.digest());
        assertThat(Map.copyOf(recovered.ephemerals())).isEqualTo(Map.copyOf(server.tree.ephemerals()));
        assertThat(recovered.reapable()).isEqualTo(server.tree.reapable());
        assertThat(recovered.lastZxid()).isEqualTo(server.tree.lastZxid());
    }

    private void write(Random random, RandomRequests requests) {
        int who = random.nextInt(sessions.size());
        var request = requests.next();
        server.timeMillis++;
        log.add(server.propose(sessions.get(who), request));
        server.applyNext();
        if (request instanceof CloseSessionRequest) {
            sessions.set(who, new Connection(nextSession++));
        }
    }

    private static Map<String, String> contents(DataTree tree) {
        var contents = new TreeMap<String, String>();
        tree.walk(node -> contents.put(
                node.path(),
                node.stat() + " " + node.createCount() + " " + node.ephemeralOwner() + " " + node.data() + " "
                        + tree.view().children(node).stream().sorted().toList()));
        return contents;
    }
}
