/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@ZkCluster(servers = 1)
class ZkClusterTest {
    @FromCluster
    private ZkTestCluster cluster;

    @FromCluster
    private String connectString;

    @BeforeEach
    void theTreeIsEmptyBeforeEachTest(ZkClient client) {
        assertThat(client.children("/").toCompletableFuture().join().names()).containsExactly("zookeeper");
        client.create("/left-behind", Bytes.EMPTY).toCompletableFuture().join();
    }

    @Test
    void clientsOfEachKindAreConnectedToTheSameServers(
            ZkClient client, ZooKeeper zooKeeper, TreeReaderFactory.TreeReader reader, @FromCluster String servers)
            throws Exception {
        client.create("/node", Bytes.EMPTY).toCompletableFuture().join();
        assertThat(zooKeeper.exists("/node", false)).isNotNull();
        assertThat(reader.names()).contains("node");
        assertThat(servers).isEqualTo(connectString).isEqualTo(cluster.connectString());
    }

    @Test
    void aStoppedServerIsThereAgainForTheNextTest() {
        cluster.server(1).kill();
    }

    @Test
    void anotherTestDoesTheSame() {
        cluster.server(1).stop();
    }

    @Test
    @ZkCluster(servers = 2, observers = 1, settings = "snapCount=100", tickMillis = 50)
    void aMethodMayHaveServersOfItsOwn(ZkTestCluster own) {
        assertThat(own.servers()).extracting(ZkTestServer::role).contains(ServerRole.OBSERVER);
        assertThat(own.server(1).config().snapCount()).isEqualTo(100);
        assertThat(own.server(1).config().tickMillis()).isEqualTo(50);
    }

    @Test
    void aTestThatLeavesAClientOpenFailsAndTheNextFindsAllAsNew() {
        var summary = run(LeavesAClientOpen.class);
        assertThat(summary.getTestsFailedCount()).isEqualTo(1);
        assertThat(summary.getFailures().get(0).getException())
                .hasMessageContaining("clients are still open")
                .hasMessageContaining("LeavesAClientOpen.forgets");
    }

    @Test
    void testsThatRunAtTheSameTimeHaveServersOfTheirOwn() {
        assertThat(run(AtTheSameTime.class).getFailures()).isEmpty();
    }

    @Test
    void testsHaveServersOfTheirOwnWhereThatIsWanted() {
        assertThat(run(EachItsOwn.class).getFailures()).isEmpty();
        assertThat(EachItsOwn.SEEN).hasSize(2);
    }

    @Test
    void whatAClassHasOfItsOwnLivesAsLongAsTheClass() {
        assertThat(run(WithClientOfTheClass.class).getFailures()).isEmpty();
    }

    @Test
    void aNestedTestFindsTheFieldsOfTheClassesAroundIt() {
        var summary = run(WithNestedTests.class);
        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void nestedClassesShareTheServersOfTheClassAroundThem() {
        assertThat(run(Around.class).getFailures()).isEmpty();
        assertThat(Around.SHARED).hasSize(1);
        assertThat(Around.SEPARATE).hasSize(3).doesNotContainAnyElementsOf(Around.SHARED);
    }

    static TestExecutionSummary run(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(List.of(selectClass(tests)))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .build(),
                        listener);
        return listener.getSummary();
    }

    @ZkCluster(servers = 1)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesAClientOpen {
        private static ZkClient left;

        @Test
        @Order(1)
        void forgets(ZkTestCluster cluster) {
            left = cluster.client();
            left.create("/node", Bytes.EMPTY).toCompletableFuture().join();
            cluster.server(1).stop();
        }

        @Test
        @Order(2)
        void isNoneOfTheNextOnes(ZkTestCluster cluster) {
            assertThat(cluster.server(1).tree().contains("/node")).isFalse();
        }

        @AfterAll
        static void close() {
            left.close();
        }
    }

    @ZkCluster(servers = 1)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        @Test
        void one(ZkClient client) {
            client.create("/node", Bytes.EMPTY).toCompletableFuture().join();
        }

        @Test
        void other(ZkClient client) {
            client.create("/node", Bytes.EMPTY).toCompletableFuture().join();
        }
    }

    @ZkCluster(servers = 1, life = ZkCluster.Life.PER_METHOD)
    static class EachItsOwn {
        private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

        @Test
        void one(ZkTestCluster cluster, ZooKeeper client) {
            SEEN.add(cluster.connectString());
            cluster.server(1).stop();
        }

        @Test
        void other(ZkTestCluster cluster, ZooKeeper client) {
            SEEN.add(cluster.connectString());
            assertThat(cluster.server(1).isRunning()).isTrue();
        }
    }

    @ZkCluster(servers = 1)
    static class WithClientOfTheClass {
        private static ZkClient ofTheClass;

        @BeforeAll
        static void remember(ZkClient client) {
            ofTheClass = client;
        }

        @Test
        void one() {
            ofTheClass.create("/node", Bytes.EMPTY).toCompletableFuture().join();
        }

        @Test
        void other(ZkClient own) {
            ofTheClass.create("/another", Bytes.EMPTY).toCompletableFuture().join();
            assertThat(own.exists("/another").toCompletableFuture().join()).isPresent();
        }
    }

    @ZkCluster(servers = 1)
    static class WithNestedTests {
        @FromCluster
        private ZkClient outer;

        @Nested
        class Inner {
            @FromCluster
            private ZkTestCluster cluster;

            @Test
            void usesBoth() {
                outer.create("/node", Bytes.EMPTY).toCompletableFuture().join();
                assertThat(cluster.server(1).tree().contains("/node")).isTrue();
            }
        }
    }

    /** With nested classes that share its servers, that have some of their own, and that run at the same time. */
    @ZkCluster(servers = 1)
    static class Around {
        private static final Set<ZkTestCluster> SHARED = ConcurrentHashMap.newKeySet();
        private static final Set<ZkTestCluster> SEPARATE = ConcurrentHashMap.newKeySet();

        @BeforeAll
        static void before(ZkTestCluster cluster) {
            SHARED.add(cluster);
        }

        @Test
        void ofTheClass(ZkTestCluster cluster) {
            SHARED.add(cluster);
        }

        @Nested
        class Within {
            private static ZkClient ofTheClass;

            @BeforeAll
            static void before(ZkClient client, ZkTestCluster cluster) {
                ofTheClass = client;
                SHARED.add(cluster);
            }

            @Test
            void one(ZkTestCluster cluster) {
                SHARED.add(cluster);
                ofTheClass.create("/node", Bytes.EMPTY).toCompletableFuture().join();
            }

            @Nested
            class Deeper {
                @Test
                void findsAllAsNew(ZkTestCluster cluster) {
                    SHARED.add(cluster);
                    assertThat(cluster.server(1).tree().contains("/node")).isFalse();
                }
            }
        }

        @Nested
        @ZkCluster(servers = 1, seed = 2)
        class WithServersOfItsOwn {
            @Test
            void one(ZkTestCluster cluster) {
                SEPARATE.add(cluster);
            }
        }

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class AtTheSameTime {
            @Test
            @Execution(ExecutionMode.SAME_THREAD)
            void one(ZkTestCluster cluster) {
                SEPARATE.add(cluster);
            }
        }

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class AtTheSameTimeToo {
            @Test
            @Execution(ExecutionMode.SAME_THREAD)
            void one(ZkTestCluster cluster) {
                SEPARATE.add(cluster);
            }
        }
    }
}
