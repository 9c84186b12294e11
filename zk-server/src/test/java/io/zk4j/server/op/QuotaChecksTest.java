/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static io.zk4j.server.op.InMemoryServer.createRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Metrics;
import org.junit.jupiter.api.Test;

class QuotaChecksTest {
    private final Connection client = new Connection(7);

    private InMemoryServer serverWithQuota(String limits, boolean enforced) {
        var server =
                new InMemoryServer(new OperationSettings(AclPolicy.standard(), true, enforced, false, new Metrics()));
        server.create(client, "/q");
        server.create(client, "/zookeeper/quota/q");
        server.call(
                client,
                new CreateRequest(
                        OpCode.CREATE,
                        "/zookeeper/quota/q/zookeeper_limits",
                        Bytes.ofUtf8(limits),
                        Acl.OPEN_UNSAFE,
                        0));
        server.create(client, "/zookeeper/quota/q/zookeeper_stats");
        return server;
    }

    private ErrorCode setData(InMemoryServer server, int length, int version) {
        return server.call(client, new SetDataRequest("/q", Bytes.wrap(new byte[length]), version))
                .err();
    }

    @Test
    void aHardLimitOfZnodesRefusesTheOneTooMany() {
        var server = serverWithQuota("countHardLimit=2", true);

        assertThat(server.create(client, "/q/a").err()).isEqualTo(ErrorCode.OK);
        assertThat(server.create(client, "/q/b").err()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(server.create(client, "/elsewhere").err()).isEqualTo(ErrorCode.OK);
        server.delete(client, "/q/a");
        assertThat(server.create(client, "/q/b").err()).isEqualTo(ErrorCode.OK);
    }

    @Test
    void aHardLimitOfBytesRefusesTheByteTooMany() {
        var server = serverWithQuota("byteHardLimit=10", true);

        assertThat(setData(server, 10, -1)).isEqualTo(ErrorCode.OK);
        assertThat(setData(server, 11, -1)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(server.create(client, "/q/a").err()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    }

    @Test
    void theQuotaIsCheckedBeforeTheVersion() {
        var server = serverWithQuota("byteHardLimit=10", true);

        assertThat(setData(server, 11, 77)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(setData(server, 1, 77)).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    void hardLimitsCountOnlyIfEnforced() {
        var server = serverWithQuota("countHardLimit=1,byteHardLimit=1", false);

        assertThat(server.create(client, "/q/a").err()).isEqualTo(ErrorCode.OK);
        assertThat(setData(server, 100, -1)).isEqualTo(ErrorCode.OK);
    }

    @Test
    void softLimitsRefuseNothing() {
        var server = serverWithQuota("count=1,bytes=1", true);

        assertThat(server.create(client, "/q/a").err()).isEqualTo(ErrorCode.OK);
        assertThat(setData(server, 100, -1)).isEqualTo(ErrorCode.OK);
    }

    @Test
    void dataThatLeaveItTooLargeAreRefusedEvenIfTheyAreShorter() {
        var server = serverWithQuota("bytes=1", true);
        setData(server, 100, -1);
        server.setData(client, "/zookeeper/quota/q/zookeeper_limits", "byteHardLimit=10");

        assertThat(setData(server, 50, -1)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(setData(server, 10, -1)).isEqualTo(ErrorCode.OK);
    }

    @Test
    void whatChangesNoNumberIsAllowedHoweverLargeItIs() {
        var server = serverWithQuota("bytes=1", true);
        setData(server, 100, -1);
        server.setData(client, "/zookeeper/quota/q/zookeeper_limits", "byteHardLimit=10");

        assertThat(setData(server, 100, -1)).isEqualTo(ErrorCode.OK);
        var empty = new CreateRequest(OpCode.CREATE, "/q/empty", null, Acl.OPEN_UNSAFE, 0);
        assertThat(server.call(client, empty).err()).isEqualTo(ErrorCode.OK);
    }

    @Test
    void limitsWithoutStatsLimitNothing() {
        var server = serverWithQuota("byteHardLimit=10", true);
        server.delete(client, "/zookeeper/quota/q/zookeeper_stats");

        assertThat(setData(server, 11, -1)).isEqualTo(ErrorCode.OK);
    }

    @Test
    void whatIsUnderWayCountsAlready() {
        var server = serverWithQuota("countHardLimit=2", true);
        server.propose(client, createRequest("/q/a", CreateMode.PERSISTENT));
        server.propose(client, createRequest("/q/b", CreateMode.PERSISTENT));

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    }
}
