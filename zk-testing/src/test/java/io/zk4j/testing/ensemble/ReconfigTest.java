/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static io.zk4j.testing.ensemble.ReconfigDesk.PATIENCE;
import static io.zk4j.testing.ensemble.ReconfigDesk.add;
import static io.zk4j.testing.ensemble.ReconfigDesk.assertFiles;
import static io.zk4j.testing.ensemble.ReconfigDesk.awaitMode;
import static io.zk4j.testing.ensemble.ReconfigDesk.remove;
import static io.zk4j.testing.ensemble.ReconfigDesk.text;
import static io.zk4j.testing.ensemble.ReconfigDesk.versionOf;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The members of an ensemble are changed while it runs: by its superuser, with everything that can be wrong about it. */
@Timeout(600)
class ReconfigTest {
    private static final String OUR_SHELL = "io.zk4j.cli.ShellMain";
    private static final String APACHES_SHELL = "org.apache.zookeeper.ZooKeeperMain";

    @TempDir
    Path folder;

    @Test
    void serversJoinGetAVoteAndLeaveEvenTheLeader() throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(Ensembles.ours(), 1, 2, 3))) {
            var admin = desk.superuser();
            var four = desk.startFour(Ensembles.ours());

            var withFour = add(admin, desk.four("observer"));
            desk.awaitConfig(withFour, desk.member(1), desk.member(2), desk.member(3), four);
            awaitMode(four, "observer");

            var withVote = text(admin.reconfigure(desk.four("participant"), null, null, versionOf(withFour), null));
            awaitMode(four, "follower");
            desk.awaitConfig(withVote, four);

            long leader = desk.ensemble().awaitLeader();
            long leaving = leader == 1 ? 2 : 1;
            long staying = LongStream.of(1, 2, 3)
                    .filter(sid -> sid != leader && sid != leaving)
                    .sum();
            assertThat(remove(admin, leaving)).doesNotContain("server." + leaving + "=");
            await("the server that has left is told so")
                    .atMost(PATIENCE)
                    .until(() ->
                            desk.member(leaving).output().contains("Server " + leaving + " is no member any more"));
            awaitMode(desk.member(leaving), "follower"); // without a vote, and it serves until somebody stops it
            assertThat(desk.member(leaving).output()).doesNotContain("not a member yet");
            desk.member(leaving).stop();

            var withoutLeader = remove(admin, leader);
            desk.awaitConfig(withoutLeader, desk.member(staying), four);
            awaitMode(desk.member(leader), "follower");
            assertFiles(withoutLeader, desk.member(staying));
            assertFiles(withoutLeader, four);

            desk.member(leader).stop();
            desk.member(staying).stop();
            four.stop();
            four.launchAgain();
            desk.member(staying).startAgain();
            desk.awaitConfig(withoutLeader, desk.member(staying), four);
        }
    }

    @Test
    void whatIsWrongIsRefusedWithApachesCode() throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(Ensembles.ours(), 1, 2, 3))) {
            var admin = desk.superuser();
            var observer = desk.four("observer");
            var before = text(admin.getConfig(false, null));

            assertRefused(Code.NOAUTH, desk.anybody(), observer, null, null, -1);
            assertRefused(Code.BADVERSION, admin, observer, null, null, 0x7777);
            assertRefused(Code.BADARGUMENTS, admin, "server.4=nonsense", null, null, -1);
            assertRefused(Code.BADARGUMENTS, admin, observer.replaceAll(";.*", ""), null, null, -1); // no client port
            assertRefused(Code.BADARGUMENTS, admin, null, "three", null, -1);
            var addressOfOne = before.lines().findFirst().orElseThrow().replace("server.1=", "server.4=");
            assertRefused(Code.BADARGUMENTS, admin, addressOfOne + ";127.0.0.1:1", null, null, -1);
            assertRefused(Code.BADARGUMENTS, admin, null, "1,2", null, -1); // one would be left
            assertRefused(Code.BADARGUMENTS, admin, null, null, observer, -1); // nobody would have a vote
            assertRefused(Code.NEWCONFIGNOQUORUM, admin, desk.four("participant"), "1,2", null, -1); // 4 does not run
            assertThat(text(admin.getConfig(false, null))).isEqualTo(before);

            var all = before.replaceAll("(?m)^version=.*", observer);
            var replaced = text(admin.reconfigure(null, null, all.replace('\n', ','), versionOf(before), null));
            desk.awaitConfig(replaced, desk.member(1), desk.member(2), desk.member(3));
            assertThat(replaced).contains(observer);
        }
    }

    @Test
    void aServerThatJoinsCountsForTheChangeThatGivesItItsVote() throws Exception {
        joinsWhereItsVoteIsNeeded(Ensembles.ours(), Ensembles.ours());
    }

    @Test
    @Tag("foreign")
    void aServerThatJoinsApachesCountsForTheChangeThatGivesItItsVote() throws Exception {
        joinsWhereItsVoteIsNeeded(Foreign.apacheServer(), Ensembles.ours());
    }

    @Test
    @Tag("foreign")
    void aServerOfApachesThatJoinsOursCountsForTheChangeThatGivesItItsVote() throws Exception {
        joinsWhereItsVoteIsNeeded(Ensembles.ours(), Foreign.apacheServer());
    }

    /** Two of three are left, and three of four are needed. */
    private void joinsWhereItsVoteIsNeeded(ZkDistribution members, ZkDistribution joiner) throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(members, 1, 2, 3))) {
            var admin = desk.superuser();
            desk.member(2).kill();
            var four = desk.startFour(joiner);
            awaitMode(four, "follower");

            var withFour = add(admin, desk.four("participant"));
            desk.awaitConfig(withFour, desk.member(1), desk.member(3), four);
            try (var client = Ensembles.client(four)) {
                Ensembles.create(client, "/a", "they go on");
            }
            desk.member(2).startAgain();
            desk.awaitConfig(withFour, desk.member(2));
            desk.member(3).kill();
            try (var client = Ensembles.client(four)) {
                Ensembles.create(client, "/b", "with the vote of the new one");
            }
        }
    }

    /** Its acknowledgement would be needed, and an observer gives none. */
    @Test
    void anObserverIsGivenTheVoteThatANewQuorumNeedsOnlyWhenItIsNoneAnyMore() throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(Ensembles.ours(), 1, 2, 3))) {
            var admin = desk.superuser();
            desk.member(2).kill();
            var four = desk.startFour(Ensembles.ours());
            assertThat(four.output())
                    .containsOnlyOnce("is not a member yet")
                    .contains("reconfig -add")
                    .doesNotContain("no member any more");
            add(admin, desk.four("observer"));
            awaitMode(four, "observer");

            assertRefused(Code.NEWCONFIGNOQUORUM, admin, desk.four("participant"), null, null, -1);
            assertThat(desk.member(3).output())
                    .contains("is an observer does not count for the change", "remove those that are gone");
            try (var client = Ensembles.client(desk.ensemble())) {
                Ensembles.create(client, "/a", "they go on");
            }

            remove(admin, 4);
            awaitMode(four, "follower");
            var withFour = add(admin, desk.four("participant"));
            desk.awaitConfig(withFour, desk.member(1), desk.member(3), four);
        }
    }

    @Test
    void oneServerThatIsAnEnsembleBecomesTwo() throws Exception {
        var alone = changeable(Ensembles.ours(), 1).set("standaloneEnabled", "false");
        try (var desk = new ReconfigDesk(folder, alone)) {
            var admin = desk.superuser();
            var four = desk.startFour(Ensembles.ours());
            awaitMode(four, "follower");

            var both = add(admin, desk.four("participant"));
            desk.awaitConfig(both, desk.member(1), four);
            try (var client = Ensembles.client(four)) {
                Ensembles.create(client, "/a", "of both");
            }
            assertThat(desk.member(1).mode()).isEqualTo("leader");
            assertThat(four.mode()).isEqualTo("follower");
        }
    }

    /** It has to be named in some list to start; the version must stay, since who has none believes any list it hears of. */
    @Test
    void aServerThatHasLeftStartsAgainWithTheListThatItsOperatorAddsItTo() throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(Ensembles.ours(), 1, 2, 3))) {
            var admin = desk.superuser();
            var line = text(admin.getConfig(false, null))
                    .lines()
                    .filter(server -> server.startsWith("server.1="))
                    .findFirst()
                    .orElseThrow();
            var without = remove(admin, 1);
            desk.awaitConfig(without, desk.member(1));
            assertFiles(without, desk.member(1));
            desk.member(1).stop();
            var list = desk.member(1)
                    .configFile()
                    .resolveSibling("zoo.cfg.dynamic." + Long.toHexString(versionOf(without)));
            Files.writeString(list, Files.readString(list) + "\n" + line.replace(":participant", ":observer"));

            desk.member(1).startAgain();
            awaitMode(desk.member(1), "follower");
            desk.awaitConfig(without, desk.member(1));
            var withOne = add(
                    admin, line.replaceFirst(";.*", "") + ";" + desk.member(1).clientPort());
            desk.awaitConfig(withOne, desk.member(1), desk.member(2), desk.member(3));
        }
    }

    @Test
    void aChangeThatIsNotDecidedYetStopsTheNextOne() throws Exception {
        var patient = changeable(Ensembles.ours(), 1, 2, 3).set("syncLimit", "240");
        try (var desk = new ReconfigDesk(folder, patient)) {
            var leader = desk.member(desk.ensemble().awaitLeader());
            var others = LongStream.of(1, 2, 3)
                    .mapToObj(desk::member)
                    .filter(member -> member != leader)
                    .toList();
            var admin = desk.superuser(leader.connectString());
            admin.getConfig(false, null);

            others.forEach(ZkProcess::freeze);
            var first = supplyAsync(() -> outcome(admin, desk.four("observer")));
            await().atMost(PATIENCE).until(() -> leader.ask("stat").contains("Outstanding: 1"));
            var second = supplyAsync(() -> outcome(admin, desk.four("participant")));
            await().atMost(PATIENCE).until(() -> leader.ask("stat").contains("Outstanding: 2"));
            others.forEach(ZkProcess::thaw);

            assertThat(first.join()).isEqualTo(Code.OK);
            assertThat(second.join()).isEqualTo(Code.RECONFIGINPROGRESS);
        }
    }

    private static Code outcome(ZooKeeperAdmin admin, String joining) {
        try {
            add(admin, joining);
            return Code.OK;
        } catch (KeeperException e) {
            return e.code();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void membersDoNotChangeUnlessThatIsEnabled() throws Exception {
        try (var desk = new ReconfigDesk(folder, Ensembles.in(folder).members(Ensembles.ours(), 1, 2, 3))) {
            assertRefused(Code.RECONFIGDISABLED, desk.superuser(), null, "3", null, -1);
            assertThat(desk.member(1).configFile().resolveSibling("zoo.cfg.bak"))
                    .doesNotExist();
        }
    }

    @Test
    @Tag("foreign")
    void apachesServersAndOursChangeTheirMembersTogether() throws Exception {
        var described = changeable(Ensembles.ours(), 1, 2).members(Foreign.apacheServer(), 3);
        try (var desk = new ReconfigDesk(folder, described)) {
            var admin = desk.superuser();
            assertThat(desk.ensemble().awaitLeader())
                    .as("of equals the one with the highest number")
                    .isEqualTo(3);
            var four = desk.startFour(Ensembles.ours());
            var withFour = add(admin, desk.four("observer"));
            desk.awaitConfig(withFour, desk.member(1), desk.member(2), desk.member(3), four);
            var withVote = add(admin, desk.four("participant"));
            awaitMode(four, "follower");
            desk.awaitConfig(withVote, desk.member(1), desk.member(2), desk.member(3), four);
            assertFiles(withVote, desk.member(1));
            assertFiles(withVote, desk.member(3));

            desk.member(3).stop();
            await("a leader of ours")
                    .atMost(PATIENCE)
                    .until(() -> four.mode().equals("leader") || desk.ensemble().leader() != null);
            var withoutOne = remove(desk.superuser(), 1);
            desk.member(3).startAgain();
            desk.awaitConfig(withoutOne, desk.member(2), desk.member(3), four);
            assertFiles(withoutOne, desk.member(2));
            assertFiles(withoutOne, desk.member(3));
            assertFiles(withoutOne, four);
            assertThat(Files.readString(desk.member(3).configFile())).contains("reconfigEnabled=true");
        }
    }

    /** On the way from Apache's servers to ours, and back. */
    @Test
    @Tag("foreign")
    void anEnsembleOfApachesGetsAServerOfOursAndDoesWithoutItAgain() throws Exception {
        try (var desk = new ReconfigDesk(folder, changeable(Foreign.apacheServer(), 1, 2, 3))) {
            var admin = desk.superuser();
            try (var client = Ensembles.client(desk.ensemble())) {
                Ensembles.create(client, "/before", "of Apache's");
            }
            var four = desk.startFour(Ensembles.ours());
            var withFour = add(admin, desk.four("participant"));
            awaitMode(four, "follower");
            desk.awaitConfig(withFour, desk.member(1), desk.member(2), desk.member(3), four);
            try (var client = Ensembles.client(four)) {
                assertThat(Ensembles.done(client.get("/before")).data().utf8()).isEqualTo("of Apache's");
                Ensembles.create(client, "/through-ours", "");
            }
            assertThat(TreeListing.of(four).differencesTo(TreeListing.of(desk.member(1))))
                    .isEmpty();

            var without = remove(admin, 4);
            desk.awaitConfig(without, desk.member(1), desk.member(2), desk.member(3));
            four.stop();
            Ensembles.assertTreesAreEqual(desk.ensemble());
        }
    }

    @Test
    void bothShellsChangeTheMembers() throws Exception {
        var open = changeable(Ensembles.ours(), 1, 2, 3).set("skipACL", "yes");
        try (var desk = new ReconfigDesk(folder, open)) {
            assertThat(type(desk, APACHES_SHELL, "reconfig", "-add", desk.four("observer")))
                    .contains("Committed new configuration:", desk.four("observer"));
            assertThat(type(desk, OUR_SHELL, "config")).contains(desk.four("observer"), "version=1");
            assertThat(type(desk, OUR_SHELL, "reconfig", "-s", "-remove", "4"))
                    .contains("Committed new configuration:", "mZxid = ")
                    .doesNotContain("server.4");
            assertThat(type(desk, APACHES_SHELL, "config"))
                    .contains("server.3=")
                    .doesNotContain("server.4");
            assertThat(type(desk, OUR_SHELL, "reconfig", "-v", "7777", "-remove", "3"))
                    .contains("version No is not valid : /zookeeper/config (config shows the version it has now)");
        }
    }

    private String type(ReconfigDesk desk, String shell, String... words) {
        var classPath = shell.equals(OUR_SHELL) ? ZkDistribution.zk4j().classPath() : Foreign.apacheClient();
        var main = new ArrayList<>(List.of(shell, "-server", desk.ensemble().connectString()));
        main.addAll(List.of(words));
        try (var process = JavaProcess.start(folder, "shell", classPath, List.of("-XX:TieredStopAtLevel=1"), main)) {
            process.awaitExit(PATIENCE);
            return process.output();
        }
    }

    private ZkEnsemble.Builder changeable(ZkDistribution distribution, long... sids) {
        return Ensembles.in(folder).members(distribution, sids).set("reconfigEnabled", "true");
    }

    private static void assertRefused(
            Code code, ZooKeeperAdmin admin, String joining, String leaving, String all, long version) {
        assertThatThrownBy(() -> admin.reconfigure(joining, leaving, all, version, null))
                .as("joining %s, leaving %s, all %s, version %d", joining, leaving, all, version)
                .isInstanceOfSatisfying(
                        KeeperException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
