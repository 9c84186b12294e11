/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NotEmptyException;
import io.zk4j.client.Op;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ZkFrameworkTest {
    private static final Bytes DATA = Bytes.ofUtf8("data");

    private Playground playground;
    private ZkFramework zk;

    @BeforeEach
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterEach
    void close() {
        playground.close();
    }

    @Test
    void aNamespaceIsMadeWithTheFirstZnodeBelowIt() throws Exception {
        ZkFramework app = zk.usingNamespace("team/app");
        assertThat(app.create("/x", DATA).await().path()).isEqualTo("/x");
        assertThat(zk.get("/team/app/x").await().text()).isEqualTo("data");
        assertThat(app.children("/").await().names()).containsExactly("x");
        assertThatThrownBy(() -> app.create("/no/parent", DATA).await()).isInstanceOf(NoNodeException.class);
    }

    @Test
    void ancestorsAreMadeIfWantedAndGoWithTheTree() throws Exception {
        zk.create(CreateSpec.of("/a/b/c", DATA, CreateOptions.PERSISTENT).parents(Parents.PERSISTENT))
                .await();
        assertThatThrownBy(() -> zk.delete("/a").await()).isInstanceOf(NotEmptyException.class);
        zk.deleteTree("/a").await();
        assertThat(zk.exists("/a").await()).isEmpty();
        zk.deleteTree("/a").await();
        zk.deleteGuaranteed("/a").await();
        assertThatThrownBy(() -> zk.delete("/a").await()).isInstanceOf(NoNodeException.class);
    }

    @Test
    void aProtectedNameBeginsWithAGuid() throws Exception {
        var spec = CreateSpec.of("/p-", DATA, CreateOptions.EPHEMERAL.sequential());
        assertThat(zk.createProtected(spec).await().path()).matches("/_c_[-0-9a-f]{36}-p-\\d{10}");
    }

    @Test
    void versionsAndTransactionsAreHeeded() throws Exception {
        zk.create("/v", DATA).await();
        assertThat(zk.set("/v", DATA, 0).await().version()).isEqualTo(1);
        assertThatThrownBy(() -> zk.set("/v", DATA, 0).await()).isInstanceOf(BadVersionException.class);
        assertThat(zk.setIdempotent("/v", DATA, 1).await().version()).isEqualTo(2);
        var failing = List.of(Op.set("/v", DATA, 2), Op.check("/v", 17));
        assertThatThrownBy(() -> zk.transaction(failing).await()).isInstanceOf(MultiFailedException.class);
        assertThat(zk.transaction(failing.subList(0, 1)).await()).hasSize(1);
    }

    @Test
    void statesAreToldInOrderWithTheSessionTheyAreOf() throws Exception {
        var states = new CopyOnWriteArrayList<String>();
        zk.onConnection(change -> states.add(change.state() + " " + change.sessionNumber()));
        Connection first = zk.connected().await();
        assertThat(first.heldUntil().remaining()).isPositive();
        playground.server().restart();
        eventually(() -> states.contains("RECONNECTED 1"));
        playground.expire(zk);
        eventually(() -> states.contains("RECONNECTED 2"));
        assertThat(states).containsSubsequence("SUSPENDED 1", "RECONNECTED 1", "LOST 1", "RECONNECTED 2");
        assertThat(zk.connection().sessionId()).isNotEqualTo(first.sessionId());
    }

    @Test
    void aStepDoesNotWaitForAnotherOne() throws Exception {
        var wait = zk.engine().take(() -> Stages.value(assertThatWaitingIsRefused()));
        assertThat(wait.await()).isTrue();
    }

    private boolean assertThatWaitingIsRefused() {
        assertThatThrownBy(() -> zk.exists("/").await()).isInstanceOf(IllegalStateException.class);
        return true;
    }

    @Test
    void aStepThatEndsWithAnErrorKeepsNobodyWaiting() {
        var bug = new AssertionError("a bug of the application");
        Pending<Boolean> wait = zk.engine().take(() -> {
            throw bug;
        });
        assertThatThrownBy(() -> wait.await(Playground.PATIENCE)).isSameAs(bug);
    }

    @Test
    void aClosedFrameworkRefusesCallsInsteadOfKeepingThem() throws Exception {
        zk.connected().await();
        zk.close();
        assertThatThrownBy(() -> zk.exists("/").await()).isInstanceOf(SessionExpiredException.class);
    }
}
