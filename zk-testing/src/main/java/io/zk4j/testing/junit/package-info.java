/**
 * Servers for JUnit 5 tests: {@link io.zk4j.testing.junit.ZkCluster} on a class or a method gives it servers, which are injected where they
 * are asked for. The only package that needs JUnit.
 */
@NullMarked
package io.zk4j.testing.junit;

import org.jspecify.annotations.NullMarked;
