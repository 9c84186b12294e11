/**
 * Servers for tests of JUnit 5, from 5.13 on, and JUnit 6: {@link io.zk4j.testing.junit.ZkCluster} on a class or a method gives it servers, which are injected where they
 * are asked for. The only package that needs JUnit.
 */
@NullMarked
package io.zk4j.testing.junit;

import org.jspecify.annotations.NullMarked;
