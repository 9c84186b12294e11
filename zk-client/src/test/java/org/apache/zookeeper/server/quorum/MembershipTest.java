/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.zookeeper.server.quorum.QuorumPeer.LearnerType;
import org.apache.zookeeper.server.quorum.QuorumPeer.QuorumServer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.apache.zookeeper.server.quorum.flexible.QuorumMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The membership as Curator reads it from {@code /zookeeper/config}. */
class MembershipTest {
    private static final String CONFIG = """
            server.1=127.0.0.1:2888:3888:participant;0.0.0.0:2181
            server.2=127.0.0.2:2888:3888:participant;127.0.0.2:2182
            server.3=127.0.0.3:2888:3888:observer
            version=100000000""";

    @Test
    void aMembershipIsReadAndWrittenAlike() throws Exception {
        QuorumMaj membership = read(CONFIG);
        assertThat(membership).hasToString(CONFIG).isEqualTo(read(CONFIG));
        assertThat(membership.getVersion()).isEqualTo(0x1_0000_0000L);
        assertThat(membership.getVotingMembers()).containsOnlyKeys(1L, 2L);
        assertThat(membership.getObservingMembers()).containsOnlyKeys(3L);
        assertThat(membership.getAllMembers()).containsOnlyKeys(1L, 2L, 3L);
    }

    @Test
    void clientsAreToldWhereToConnect() throws Exception {
        Map<Long, QuorumServer> members = read(CONFIG).getAllMembers();
        assertThat(members.get(1L).clientAddr).isEqualTo(new InetSocketAddress("0.0.0.0", 2181));
        assertThat(members.get(1L).addr.getOne())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2888));
        assertThat(members.get(3L).clientAddr).isNull();
    }

    @Test
    void moreThanHalfOfTheVotersDecide() throws Exception {
        QuorumMaj membership = read(CONFIG);
        assertThat(membership.containsQuorum(Set.of(1L))).isFalse();
        assertThat(membership.containsQuorum(Set.of(1L, 2L))).isTrue();
        assertThat(membership.getWeight(2)).isEqualTo(1);
        assertThat(membership.getWeight(3)).isZero();
    }

    @Test
    void aServerMayHaveSeveralAddresses() throws Exception {
        var server = new QuorumServer(1, "127.0.0.1:1:2|[::1]:3:4;2181");
        assertThat(server.addr.getAllPorts()).containsExactly(1, 3);
        assertThat(server.electionAddr.getAllPorts()).containsExactly(2, 4);
        assertThat(server.addr.getOne().getPort()).isEqualTo(1);
        assertThat(server.addr.getWildcardAddresses())
                .containsExactly(new InetSocketAddress(1), new InetSocketAddress(3));
        assertThat(server.hostname).isEqualTo("127.0.0.1");
        assertThat(server.clientAddr).isEqualTo(new InetSocketAddress("0.0.0.0", 2181));
        assertThat(server).hasToString("127.0.0.1:1:2:participant|[0:0:0:0:0:0:0:1]:3:4:participant;0.0.0.0:2181");
    }

    @Test
    void aServerMadeOfAddressesIsTheSameAsOneThatWasRead() throws Exception {
        var made = new QuorumServer(
                3,
                new InetSocketAddress("127.0.0.3", 2888),
                new InetSocketAddress("127.0.0.3", 3888),
                LearnerType.OBSERVER);
        assertThat(read(CONFIG).getAllMembers()).containsEntry(3L, made);
        assertThat(new QuorumMaj(Map.of(3L, made)).getObservingMembers()).containsOnlyKeys(3L);
    }

    @Test
    void anAddressWhoseMachineAnswersIsPreferred() {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThat(new MultipleAddresses(List.of(nowhere, here)).getReachableOrOne())
                .isEqualTo(here);
        assertThat(new MultipleAddresses(nowhere).getReachableOrOne()).isEqualTo(nowhere);
        assertThat(new MultipleAddresses(nowhere).getAllReachableAddressesOrAll())
                .containsExactly(nowhere);
        assertThatExceptionOfType(NoRouteToHostException.class)
                .isThrownBy(() -> new MultipleAddresses(nowhere).getReachableAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:1", "host:1:x", "host:1:2:learner", "host:1:2;a:b:c", "[::1:1:2"})
    void aServerThatCannotBeReadIsNamed(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new QuorumServer(1, text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void aNumberThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("server.x=host:1:2"))
                .withMessageContaining("server.x");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("version=zz"))
                .withMessageContaining("version=zz");
    }

    private static QuorumMaj read(String text) throws IOException, ConfigException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        return new QuorumMaj(properties);
    }
}
