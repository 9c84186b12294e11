/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private static final String TEXT = """
            server.1=127.0.0.1:23611:23711:participant;127.0.0.1:23811
            server.2=127.0.0.1:23612:23712:participant;127.0.0.1:23812
            server.3=127.0.0.1:23613:23713:participant;127.0.0.1:23813
            server.4=[::1]:23614:23714:observer
            version=100000002""";

    @Test
    void readsAndWritesTheCanonicalText() {
        var membership = Membership.parse(TEXT);

        assertThat(membership.text()).isEqualTo(TEXT);
        assertThat(membership.version()).isEqualTo(0x100000002L);
        assertThat(membership.participants()).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(membership.observers()).containsExactly(4L);
        assertThat(membership).isEqualTo(Membership.parse(TEXT)).isNotEqualTo(membership.withVersion(7));
    }

    @Test
    void onlyWhoTheListNamesAsAnObserverObserves() {
        var membership = Membership.parse(TEXT);

        assertThat(membership.observes(4)).isTrue();
        assertThat(membership.observes(1)).isFalse();
        assertThat(membership.observes(9)).isFalse();
    }

    @Test
    void aListIsReplacedByANewerOneAndByTheSameWithoutTheServerThatItsOperatorHasAdded() {
        var edited = Membership.parse(TEXT);
        var others = Membership.parse(TEXT.replaceFirst("server\\.4=.*\n", ""));

        assertThat(others.replaces(edited, 4)).isTrue();
        assertThat(edited.replaces(others, 1)).as("what the others make of it").isFalse();
        assertThat(others.replaces(edited, 1)).isFalse();
        assertThat(others.withVersion(0).replaces(edited.withVersion(0), 4)).isFalse();
        assertThat(edited.withVersion(0x100000003L).replaces(edited, 1)).isTrue();
        assertThat(others.withVersion(0x100000001L).replaces(edited, 4)).isFalse();
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        assertThatThrownBy(() -> Membership.parse("server.1=a:1:2\nserver.4=nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'server.4=nonsense': must be host:port:electionPort");
        assertThatThrownBy(() -> Membership.parse("servant.1=a:1:2"))
                .hasMessageContaining("is no server, group, weight or version");
        assertThatThrownBy(() -> Membership.parse("server.1=a:1:99999")).hasMessageContaining("'99999' is no port");
    }

    @Test
    void aMajorityIsMoreThanHalfOfTheParticipants() {
        var rule = Membership.parse(TEXT).rule();

        assertThat(rule.isQuorum(Set.of(1L, 3L))).isTrue();
        assertThat(rule.isQuorum(Set.of(1L, 4L))).isFalse();
        assertThat(rule.mayLead(4)).isFalse();
        assertThat(new QuorumRule.Majority(Set.of(1L, 2L, 3L, 4L)).isQuorum(Set.of(1L, 2L)))
                .isFalse();
    }

    @Test
    void groupsDecideByWeightAndThenByNumber() {
        var rule = new QuorumRule.Weighted(
                Map.of(1L, List.of(1L, 2L, 3L), 2L, List.of(4L, 5L, 6L), 3L, List.of(7L, 8L, 9L)),
                Map.of(1L, 1L, 2L, 1L, 3L, 1L, 4L, 3L, 5L, 1L, 6L, 1L, 7L, 1L, 8L, 1L, 9L, 1L));

        assertThat(rule.isQuorum(Set.of(1L, 2L, 4L))).isTrue();
        assertThat(rule.isQuorum(Set.of(1L, 2L, 3L, 5L, 6L, 7L))).isFalse();
    }

    @Test
    void groupsWithoutWeightDoNotCountAndTheirServersCannotLead() {
        var rule = new QuorumRule.Weighted(
                Map.of(1L, List.of(1L, 2L, 3L), 2L, List.of(4L)), Map.of(1L, 1L, 2L, 1L, 3L, 1L, 4L, 0L));

        assertThat(rule.isQuorum(Set.of(1L, 2L))).isTrue();
        assertThat(rule.isQuorum(Set.of(3L, 4L))).isFalse();
        assertThat(rule.mayLead(4)).isFalse();
        assertThat(rule.mayLead(1)).isTrue();
    }

    @Test
    void weightsNeedGroups() {
        assertThat(problems("server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\nweight.1=3"))
                .singleElement()
                .asString()
                .startsWith("weights need groups");
        assertThat(problems("server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\ngroup.1=1:2:3\nweight.1=3"))
                .isEmpty();
    }

    @Test
    void somebodyWithAVoteMustHaveAWeight() {
        var servers = "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2:observer\ngroup.1=1:2:3\nweight.1=0\n";
        assertThat(problems(servers + "weight.2=0\nweight.3=1"))
                .singleElement()
                .asString()
                .contains("none could ever lead", "weight.N");
        assertThat(problems(servers + "weight.2=1")).isEmpty();
        assertThat(problems(servers)).as("a weight that is not given is 1").isEmpty();
    }

    @Test
    void noTwoServersHaveOneAddress() {
        assertThat(problems("server.1=a:2888:3888\nserver.2=b:2888:3888\nserver.3=a:2888:3889"))
                .containsExactly("servers 1 and 3 would both be at a:2888; correct one of the two lines");
        assertThat(problems("server.1=a:1:2;a:3\nserver.2=a:3:4;2181\nserver.3=b:1:2;2181"))
                .as("the address for clients counts too, if it is not every machine's own")
                .singleElement()
                .asString()
                .contains("servers 1 and 2 would both be at a:3");
    }

    private static List<String> problems(String list) {
        return Membership.parse(list).problems(true);
    }
}
