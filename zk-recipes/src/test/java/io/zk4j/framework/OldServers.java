/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.Refusals;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** Real servers that answer as those before 3.6, which do not know persistent watches. */
public final class OldServers {
    private OldServers() {}

    /** A framework that believes so. */
    public static ZkFramework connect(String connectString) {
        var surroundings = new Engine.Surroundings(
                turn -> old(new LiveSession(
                        ZkClient.builder(connectString).callbacksOn(turn).open())),
                new Turn(ForkJoinPool.commonPool(), Timers.SYSTEM),
                ForkJoinPool.commonPool(),
                UUID::randomUUID,
                Route.CHANCE);
        return new ZkFramework(new Engine(surroundings), ZkFramework.Settings.DEFAULT);
    }

    private static SessionClient old(SessionClient real) {
        return (SessionClient) Proxy.newProxyInstance(
                OldServers.class.getClassLoader(), new Class<?>[] {SessionClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("watch")) {
                        return CompletableFuture.failedStage(
                                Refusals.refused(OpCode.ADD_WATCH, (String) arguments[0], ErrorCode.UNIMPLEMENTED));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
