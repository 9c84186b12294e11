/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, servers of their own.
 *
 * <pre>{@code
 * @ZkCluster(servers = 3)
 * class FailoverTest {
 *     @Test
 *     void goesOn(ZkTestCluster cluster, ZkClient client) { ... }
 * }
 * }</pre>
 *
 * <p>Parameters of test and life cycle methods, and fields that have {@link FromCluster}, may be of type {@code ZkTestCluster},
 * {@code ZkClient}, {@code ZooKeeper}, {@code ZkFramework} of zk-recipes, whatever a {@link ClientFactory} makes, or, with {@link FromCluster}, the connect string as
 * {@code String}. Clients are connected, new for each test, and closed after it.
 *
 * <p>After each test all is healed, servers that were stopped are started, and a client that the test itself has opened and not closed
 * fails it. A test method's own annotation goes before that of its class, and that of a nested class before those of the classes around
 * it, whose servers it shares if it has none.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ZkClusterExtension.class)
public @interface ZkCluster {
    /** How many servers have a vote, 1 to 7. */
    int servers() default 3;

    /** How many more follow without a vote. */
    int observers() default 0;

    /** The unit of all the servers' times. */
    int tickMillis() default 100;

    /** Lines of {@code zoo.cfg}, such as {@code "snapCount=100"}. */
    String[] settings() default {};

    /** What chance decides follows from this. */
    long seed() default 0;

    /** How long the servers live that a class is given. */
    Life life() default Life.PER_CLASS;

    /** How long servers live. */
    enum Life {
        /**
         * All tests of the class, and of the classes nested in it, share them; the tree is emptied after each, members that were changed stay
         * changed. Tests that run at the same time have servers of their own nevertheless.
         */
        PER_CLASS,
        /** Each test has its own. */
        PER_METHOD
    }
}
