/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.programs.Script.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dump}, {@code load} and {@code cp} of {@code zkCli.sh} where the ACLs are not open to everybody. */
class ShellTransferTest {
    private static final byte[] LOGIN = "joe:secret".getBytes(UTF_8);

    @TempDir
    static Path folder;

    private static ZkProcess server;
    private ZooKeeper joe;

    @BeforeAll
    static void startAServer() {
        server = ZkProcess.of(ZkDistribution.zk4j(), folder.resolve("server")).start();
    }

    @AfterAll
    static void stopIt() {
        server.close();
    }

    @BeforeEach
    void logIn() throws Exception {
        joe = new ZooKeeper(server.connectString(), 30_000, event -> {});
        joe.addAuthInfo("digest", LOGIN);
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        for (var child : joe.getChildren("/", false)) {
            if (!child.equals("zookeeper")) {
                ZKUtil.deleteRecursive(joe, "/" + child);
            }
        }
        joe.close();
    }

    @Test
    void anAclWhoseHashTheServerHidesIsNotTakenForTheAcl() throws Exception {
        joe.create("/guarded", new byte[0], joesAndReadableByAll(), CreateMode.PERSISTENT);
        var hidden =
                "the server hides the hash in the ACL of /guarded from whoever may not administer it; addauth first";

        for (var command : List.of("dump /guarded", "cp /guarded /copy", "cp -r /guarded /copy")) {
            var refused = run(command.split(" "));
            assertThat(refused.err()).contains(hidden);
            assertThat(refused.out()).doesNotContain("digest");
            assertThat(refused.status()).isEqualTo(1);
        }
        assertThat(joe.exists("/copy", false)).isNull();

        var file = folder.resolve("guarded.jsonl");
        type("addauth digest joe:secret", "cp /guarded /copy", "dump /guarded " + file);
        assertThat(joe.getACL("/copy", null)).isEqualTo(joe.getACL("/guarded", null));
        assertThat(file).content().contains("digest:joe:").doesNotContain("digest:joe:x");
    }

    @Test
    void aParentThatForbidsToCreateIsCopiedAndLoadedWithWhatIsBelow() throws Exception {
        var withoutCreate = Collections.singletonList(new ACL(Perms.ALL & ~Perms.CREATE, Ids.ANYONE_ID_UNSAFE));
        joe.create("/q", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        joe.create("/q/a", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        joe.create("/q/a/b", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        joe.setACL("/q", withoutCreate, -1);
        joe.setACL("/q/a", joesAndReadableByAll(), -1);
        var joesOwn = joe.getACL("/q/a", null);
        var file = folder.resolve("q.jsonl");

        var copied = type("addauth digest joe:secret", "cp -r /q /r", "dump /q " + file, "deleteall /q");
        assertThat(copied.out()).contains("3 nodes copied", "3 nodes written");
        // Without a login: only while /q/a has another ACL than Joe's can anybody create below it.
        assertThat(run("load", file.toString()).out()).contains("created 3, replaced 0, left as they are 0");

        for (var root : List.of("/q", "/r")) {
            assertThat(joe.getACL(root, null)).isEqualTo(withoutCreate);
            assertThat(joe.getACL(root + "/a", null)).isEqualTo(joesOwn);
            assertThat(joe.getACL(root + "/a/b", null)).isEqualTo(Ids.OPEN_ACL_UNSAFE);
        }
    }

    @Test
    void whatTheServersKeepForThemselvesIsLeftAsItIs() throws Exception {
        var file = folder.resolve("zookeeper.jsonl");
        run("dump", "/zookeeper", file.toString());

        assertThat(run("load", "-f", file.toString()).out()).contains("created 0, replaced 2, left as they are 1");
    }

    @Test
    void whatStopsALoadOrACopyIsToldWithHowFarItGot() throws Exception {
        var file = Files.writeString(folder.resolve("orphan.jsonl"), """
                {"path":"/p","acl":"world:anyone:rda","text":"x"}
                {"path":"/p/kid","acl":"world:anyone:cdrwa","text":"x"}

                {"path":"/nowhere/kid","acl":"world:anyone:cdrwa","text":"x"}
                """);

        var stopped = run("load", file.toString());
        assertThat(stopped.err())
                .contains("Node does not exist: /nowhere/kid; stopped at line 4 of " + file
                        + " after created 2, replaced 0, left as they are 0");
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(joe.getACL("/p", null))
                .extracting(ACL::getPerms)
                .containsExactly(Perms.ALL & ~Perms.CREATE & ~Perms.WRITE);

        var toAProgram = run("--json", "load", file.toString());
        assertThat(toAProgram.err())
                .contains("\"command\":\"load\",\"error\":\"NONODE\"")
                .contains("\"line\":4", "\"created\":0", "\"replaced\":0", "\"left\":2");
        assertThat(toAProgram.status()).isEqualTo(1);

        joe.create("/taken", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        assertThat(run("cp", "-r", "/p", "/taken").err())
                .contains("Node already exists: /taken; stopped after 0 of 2 nodes");
    }

    private static List<ACL> joesAndReadableByAll() {
        var acls = new ArrayList<>(Ids.CREATOR_ALL_ACL);
        acls.add(new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE));
        return acls;
    }

    private static Result type(String... lines) throws Exception {
        return new Script(folder, "zkCli.sh")
                .runWithInput(String.join("\n", lines) + "\n", "-server", server.connectString());
    }

    private static Result run(String... command) throws Exception {
        var words = new ArrayList<>(List.of("-server", server.connectString()));
        words.addAll(List.of(command));
        return new Script(folder, "zkCli.sh").run(words.toArray(String[]::new));
    }
}
