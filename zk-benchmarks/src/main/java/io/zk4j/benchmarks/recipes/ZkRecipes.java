/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.recipes;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Ours. */
public final class ZkRecipes implements Contender {
    private final ZkFramework zk;
    private final Map<String, InterProcessMutex> locks = new HashMap<>();
    private @Nullable Lease lease;
    private @Nullable LeaderLatch latch;

    private ZkRecipes(ZkFramework zk) {
        this.zk = zk;
    }

    public static void main(String[] arguments) throws Exception {
        RecipeQuestion.run(arguments, ZkRecipes::connect);
    }

    private static Contender connect(String servers, Duration sessionTimeout) throws InterruptedException {
        var zk = ZkFramework.builder(servers).sessionTimeout(sessionTimeout).open();
        zk.connected().await();
        return new ZkRecipes(zk);
    }

    @Override
    public void lock(String path) throws InterruptedException {
        lease = locks.computeIfAbsent(path, any -> new InterProcessMutex(zk, path))
                .acquire()
                .await();
    }

    @Override
    public void unlock() throws InterruptedException {
        Objects.requireNonNull(lease).release().await();
    }

    @Override
    public void stand(String path, Runnable elected) {
        var next = new LeaderLatch(zk, path);
        latch = next;
        CompletionStage<Lease> election = next.start().elected();
        election.thenRun(elected);
    }

    @Override
    public int standing() throws InterruptedException {
        return Objects.requireNonNull(latch).participants().await().size();
    }

    @Override
    public void resign() throws InterruptedException {
        Objects.requireNonNull(latch).closeAsync().await();
    }

    @Override
    public void close() {
        zk.close();
    }
}
