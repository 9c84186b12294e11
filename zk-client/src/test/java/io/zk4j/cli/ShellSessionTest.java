/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AddWatchResponse;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.PlayedServer;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the shell makes of answers that a real server seldom gives, against a server that the test plays. */
@Timeout(180)
class ShellSessionTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private PlayedServer server;
    private Link link;

    @BeforeEach
    void startTheServer() throws Exception {
        server = new PlayedServer();
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        server.close();
    }

    @Test
    void watchEndsWithTheSession() throws Exception {
        var status = run(shell(Printer.Style.ONE_SHOT), "watch /w");
        server.take(AddWatchRequest.class);
        server.reply(new AddWatchResponse(0));
        server.expireSession();

        assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Shell.FAILED);
        assertThat(err).singleElement().asString().startsWith("Session expired");
    }

    @Test
    void watchShowsAProgramBytesThatAreNoTextAsBase64() throws Exception {
        var status = run(shell(Printer.Style.JSON), "watch -n 1 /w");
        server.take(AddWatchRequest.class);
        server.reply(new AddWatchResponse(0));
        server.event(EventType.NODE_DATA_CHANGED, "/w");
        server.take(GetDataRequest.class);
        server.reply(new GetDataResponse(Bytes.wrap(new byte[] {(byte) 0xff, 0}), STAT));
        server.take(CheckWatchesRequest.class);
        server.reply(new EmptyResponse());

        assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Shell.OK);
        assertThat(out)
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"NodeDataChanged\",\"path\":\"/w\",")
                .endsWith("\"base64\":\"/wA=\"}");
    }

    @Test
    void aRecursiveListingWatchesTheChildrenOfEachNode() throws Exception {
        var status = run(shell(Printer.Style.ONE_SHOT), "ls -R -w /t");
        var root = server.take(GetChildrenRequest.class);
        server.reply(new GetChildrenResponse(List.of("a")));
        var child = server.take(GetChildrenRequest.class);
        server.reply(new GetChildrenResponse(List.of()));

        assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Shell.OK);
        assertThat(root).isEqualTo(new GetChildrenRequest("/t", true));
        assertThat(child).isEqualTo(new GetChildrenRequest("/t/a", true));
    }

    @Test
    void cpSaysThatCopiesOfEphemeralsStay() throws Exception {
        var copied = run(shell(Printer.Style.ONE_SHOT), "cp /from /to");
        server.take(GetDataRequest.class);
        server.reply(new GetDataResponse(Bytes.EMPTY, STAT));
        server.take(GetAclRequest.class);
        server.reply(new GetAclResponse(List.of(new Acl(Perms.ALL, "world", "anyone")), STAT));
        server.take(CreateRequest.class);
        server.reply(new CreateResponse("/to"));

        assertThat(copied.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Shell.OK);
        assertThat(STAT.ephemeralOwner()).isNotZero();
        assertThat(err).containsExactly("Ephemeral ones among them: 1; the copies stay when the sessions end");
    }

    @Test
    void connectKeepsTheSessionIfTheServersCannotBeMeant() throws Exception {
        var shell = shell(Printer.Style.ONE_SHOT);

        assertThat(shell.run("connect foo:bar")).isEqualTo(Shell.FAILED);
        assertThat(err).singleElement().asString().startsWith("cannot connect to 'foo:bar'");
        assertThat(link.state()).isEqualTo(ZooKeeper.States.CONNECTED);
    }

    @Test
    void aCommandThatWasNotSentIsToldFromOneWhoseOutcomeIsUnknown() throws Exception {
        var shell = shell(Printer.Style.ONE_SHOT);
        var sent = run(shell, "create /sent");
        server.take(CreateRequest.class);
        server.close();
        sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        shell.run("create /unsent");

        assertThat(err).hasSize(2);
        assertThat(err.get(0))
                .startsWith("Connection to " + server.address() + " is lost: ")
                .contains("create2 /sent", "may have carried it out")
                .endsWith("The shell goes on trying to connect.");
        assertThat(err.get(1))
                .startsWith("Connection to " + server.address() + " is lost: ")
                .contains("create2 /unsent: not sent", "can be repeated");
    }

    @Test
    void aNodeThatMayNotBeReadCostsOnlyWhatIsBelowIt() throws Exception {
        var shell = shell(Printer.Style.ONE_SHOT);

        var listed = run(shell, "ls -R /t");
        answerChildren("/t", "a", "b");
        refuseChildren("/t/a");
        answerChildren("/t/b");
        assertUnreadable(listed, "/t/a");
        assertThat(out).containsExactly("/t", "/t/a", "/t/b");

        out.clear();
        var drawn = run(shell, "tree /t");
        answerChildren("/t", "a", "b");
        refuseChildren("/t/a");
        answerChildren("/t/b");
        assertUnreadable(drawn, "/t/a");
        assertThat(out).containsExactly("/t", "├── a", "│       (may not be read)", "└── b");

        out.clear();
        var found = run(shell, "find /t -data x");
        answerChildren("/t", "a");
        server.take(GetDataRequest.class);
        server.reply(new GetDataResponse(Bytes.ofUtf8("x"), STAT));
        refuseChildren("/t/a");
        server.take(GetDataRequest.class);
        server.refuse(ErrorCode.NO_AUTH.code());
        assertUnreadable(found, "/t/a");
        assertThat(out).containsExactly("/t");
    }

    @Test
    void duCountsTheNodeThatMayNotBeReadAndLeavesOutWhatIsBelow() throws Exception {
        var measured = run(shell(Printer.Style.JSON), "du /t");
        answerChildren("/t", "a");
        refuseChildren("/t/a");
        answerExists();
        answerChildren("/t", "a");
        answerExists();
        refuseChildren("/t/a");
        answerExists();
        assertUnreadable(measured, "/t/a");
        assertThat(out).hasSize(2);
        assertThat(out.get(0)).contains("\"path\":\"/t/a\"", "\"nodes\":1");
        assertThat(out.get(1)).contains("\"path\":\"/t\"", "\"nodes\":2");
    }

    private void answerChildren(String path, String... names) throws InterruptedException {
        assertThat(server.take(GetChildrenRequest.class).path()).isEqualTo(path);
        server.reply(new GetChildrenResponse(List.of(names)));
    }

    private void refuseChildren(String path) throws InterruptedException {
        assertThat(server.take(GetChildrenRequest.class).path()).isEqualTo(path);
        server.refuse(ErrorCode.NO_AUTH.code());
    }

    private void answerExists() throws InterruptedException {
        server.take(ExistsRequest.class);
        server.reply(new StatResponse(STAT));
    }

    private void assertUnreadable(CompletableFuture<Integer> command, String path) throws Exception {
        assertThat(command.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Shell.FAILED);
        assertThat(err).singleElement().asString().contains("Insufficient permission : " + path + " (", "addauth");
        err.clear();
    }

    private Shell shell(Printer.Style style) throws Exception {
        var printer = new Printer(style, out::add, err::add);
        link = new Link(ShellOptions.parse(List.of("-server", server.address())), printer);
        link.printWatches().set(false);
        assertThat(link.connect(server.address(), TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)))
                .isTrue();
        return new Shell(link, printer);
    }

    private static CompletableFuture<Integer> run(Shell shell, String line) {
        return CompletableFuture.supplyAsync(() -> shell.run(line));
    }
}
