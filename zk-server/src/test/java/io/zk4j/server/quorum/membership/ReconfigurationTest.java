/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReconfigurationTest {
    private static final Membership THREE = Membership.parse("""
            server.1=a:2888:3888:participant;a:2181
            server.2=b:2888:3888:participant;b:2181
            server.3=c:2888:3888:participant;c:2181
            version=100000000""");

    @Test
    void serversJoinLeaveAndChange() {
        var next = Reconfiguration.of(
                THREE, "server.4=d:2888:3888:observer;d:2181, server.2=b2:2888:3888;b2:2181", "3", null);

        assertThat(next.lines())
                .containsExactly(
                        "server.1=a:2888:3888:participant;a:2181",
                        "server.2=b2:2888:3888:participant;b2:2181",
                        "server.4=d:2888:3888:observer;d:2181");
        assertThat(next.version()).isEqualTo(THREE.version());
    }

    @Test
    void theWholeListMayBeReplacedWithGroupsToo() {
        var next = Reconfiguration.of(THREE, null, null, "server.1=a:1:2,server.5=e:1:2,group.1=1:5,weight.5=2");

        assertThat(next.ids()).isEqualTo("1, 5");
        assertThat(next.rule()).isInstanceOf(QuorumRule.Weighted.class);
    }

    @Test
    void withGroupsServersDoNotComeOneByOne() {
        var grouped = Reconfiguration.of(THREE, null, null, "server.1=a:1:2\ngroup.1=1");

        assertThatThrownBy(() -> Reconfiguration.of(grouped, "server.2=b:1:2;3", null, null))
                .hasMessageContaining("give the whole new list");
    }

    @Test
    void whatCannotBeReadOrClashesIsRefusedByName() {
        assertThatThrownBy(() -> Reconfiguration.of(THREE, "server.4=nonsense", null, null))
                .hasMessageContaining("'server.4=nonsense'");
        assertThatThrownBy(() -> Reconfiguration.of(THREE, "4", null, null))
                .hasMessageContaining("'4' must be server.N");
        assertThatThrownBy(() -> Reconfiguration.of(THREE, "server.4=d:2888:3888", null, null))
                .as("Apache's leader takes none without the third port, and clients would not find it")
                .hasMessageContaining(";clientPort");
        assertThatThrownBy(() -> Reconfiguration.of(THREE, null, "two", null))
                .hasMessageContaining("'two' is no server number");
        assertThatThrownBy(() -> Reconfiguration.of(THREE, "server.4=a:9:3888;2181", null, null))
                .hasMessageContaining("servers 1 and 4 would both be at a:3888");
        assertThat(Reconfiguration.of(THREE, null, "1,2,3", null).participants())
                .as("how many must be left is not decided here")
                .isEmpty();
    }
}
