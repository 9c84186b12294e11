/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */

import io.zk4j.benchmarks.recipes.Contender;
import io.zk4j.benchmarks.recipes.RecipeQuestion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's. Compiled when it is measured, as only its process may see these classes. */
public final class CuratorRecipes implements Contender {
    private static final int CONNECTION_TIMEOUT_MILLIS = 15_000;

    private final CuratorFramework client;
    private final Map<String, InterProcessMutex> locks = new HashMap<>();
    private InterProcessMutex held;
    private LeaderLatch latch;

    private CuratorRecipes(CuratorFramework client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        RecipeQuestion.run(arguments, CuratorRecipes::connect);
    }

    private static Contender connect(String servers, Duration sessionTimeout) throws Exception {
        var client = CuratorFrameworkFactory.newClient(
                servers,
                (int) sessionTimeout.toMillis(),
                CONNECTION_TIMEOUT_MILLIS,
                new ExponentialBackoffRetry(100, 10));
        client.start();
        client.blockUntilConnected();
        return new CuratorRecipes(client);
    }

    @Override
    public void lock(String path) throws Exception {
        held = locks.computeIfAbsent(path, any -> new InterProcessMutex(client, path));
        held.acquire();
    }

    @Override
    public void unlock() throws Exception {
        held.release();
    }

    @Override
    public void stand(String path, Runnable elected) throws Exception {
        latch = new LeaderLatch(client, path);
        latch.addListener(new LeaderLatchListener() {
            @Override
            public void isLeader() {
                elected.run();
            }

            @Override
            public void notLeader() {}
        });
        latch.start();
    }

    @Override
    public int standing() throws Exception {
        return latch.getParticipants().size();
    }

    @Override
    public void resign() throws Exception {
        latch.close();
    }

    @Override
    public void close() {
        client.close();
    }
}
