/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.NodeExistsException;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.load.WriteLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the tests of ensembles have in common. */
final class Ensembles {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Ensembles() {}

    /** What these tests are about. */
    static ZkDistribution ours() {
        return ZkDistribution.zk4j();
    }

    /**
     * An ensemble with short ticks, so that what takes ticks does not take the build's time; but who stands still for a moment is not given
     * up, unless {@link #inWhichSilenceIsNoticed} is asked for.
     */
    static ZkEnsemble.Builder in(Path folder) {
        return ZkEnsemble.in(folder)
                .set("tickTime", "250")
                .set("initLimit", "20")
                .set("syncLimit", "20")
                .set("maxSessionTimeout", "60000")
                .set("maxClientCnxns", "0")
                .set("preAllocSize", "1024");
    }

    /** The same, for tests that silence servers: one is given up after a second and a half. */
    static ZkEnsemble.Builder inWhichSilenceIsNoticed(Path folder) {
        return in(folder).set("syncLimit", "6");
    }

    /** A client of whichever server, with a session that survives whatever the test does. */
    static ZkClient client(ZkEnsemble ensemble) {
        return client(ensemble.connectString());
    }

    static ZkClient client(ZkProcess server) {
        return client(server.connectString());
    }

    private static ZkClient client(String connectString) {
        return ZkClient.builder(connectString)
                .sessionTimeout(Duration.ofSeconds(20))
                .callbacksOn(Runnable::run)
                .open();
    }

    /** The result of a call, or its exception as it is. */
    static <T> T done(CompletionStage<T> call) {
        try {
            return call.toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Makes a znode, however often the connection breaks meanwhile, and whether or not a server serves at once. */
    static void create(ZkClient client, String path, String data) {
        var mayBeThere = new AtomicBoolean();
        await("creating " + path).atMost(PATIENCE).until(() -> {
            try {
                done(client.create(path, Bytes.ofUtf8(data)));
                return true;
            } catch (NodeExistsException e) {
                if (mayBeThere.get()) {
                    return true;
                }
                throw e;
            } catch (ZkException e) {
                if (e.advice() == ZkException.Advice.GIVE_UP) {
                    throw e;
                }
                mayBeThere.compareAndSet(false, e.advice() == ZkException.Advice.CHECK);
                return false;
            }
        });
    }

    /** Waits until so many more writes of a load have been acknowledged. */
    static void awaitWrites(WriteLoad load, int more) {
        long before = load.acknowledged();
        await("writes go on").atMost(PATIENCE).until(() -> load.acknowledged() > before + more);
    }

    /** Waits until all servers show the same tree, and compares every field. */
    static void assertTreesAreEqual(ZkEnsemble ensemble) {
        var sids = ensemble.sids().stream()
                .filter(sid -> ensemble.member(sid).isAlive())
                .toList();
        var first = sids.get(0);
        // A listing opens and closes a session, which the next one would see if sessions showed in trees; they do not.
        await("the same tree on " + sids).atMost(PATIENCE).untilAsserted(() -> {
            var expected = TreeListing.of(ensemble.member(first));
            for (var sid : sids.subList(1, sids.size())) {
                assertThat(TreeListing.of(ensemble.member(sid)).differencesTo(expected))
                        .as(
                                "server %d (%s) compared with server %d",
                                sid, ensemble.member(sid).distribution().name(), first)
                        .isEmpty();
            }
        });
    }

    /** Apache's servers compare the digest of their own tree with the one that comes with each transaction: none has differed. */
    static void assertDigestsMatch(ZkProcess apache) {
        assertThat(apache.ask("mntr")).contains("zk_digest_mismatches_count\t0\n");
    }
}
