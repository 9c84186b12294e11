/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * First class of a child JVM: ends that JVM when its parent is gone, then runs the real {@code main}.
 *
 * <p>The child's standard input is a pipe that the parent never writes to. The kernel closes it when the parent ends for
 * whatever reason, {@code kill -9} included, so a killed test run leaves no server behind. Uses nothing outside the JDK,
 * because it runs on the class path of somebody else's distribution.
 */
final class Leash {
    private Leash() {}

    /** Runs the main class named by the first argument with the remaining ones. */
    public static void main(String[] args) throws Throwable {
        var watcher = new Thread(Leash::haltAtEndOfInput, "leash");
        watcher.setDaemon(true);
        watcher.start();
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void haltAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever the parent says means that it is alive
            }
        } catch (IOException e) {
            // a broken pipe is as good as a closed one
        }
        Runtime.getRuntime().halt(143);
    }
}
