/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.Test;

/** What the shell does without a server. What it does with one is tested where there is one. */
class ShellTest {
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    @Test
    void aCommandNeedsASessionAndSaysSo() throws ShellException {
        var shell = shell(Printer.Style.PROMPT);

        assertThat(shell.run("ls /")).isEqualTo(Shell.FAILED);
        assertThat(err).containsExactly("Not connected (connect localhost:2181 begins a session)");
        assertThat(shell.prompt()).isEqualTo("[zk: localhost:2181(CLOSED) 1] ");
    }

    @Test
    void anUnknownCommandHasAStatusOfItsOwnAndAHint() throws ShellException {
        var shell = shell(Printer.Style.ONE_SHOT);

        assertThat(shell.run("LS /")).isEqualTo(Shell.UNKNOWN_COMMAND);
        assertThat(shell.run("deletall /x")).isEqualTo(Shell.UNKNOWN_COMMAND);
        assertThat(err)
                .containsExactly("Command not found: LS. Did you mean ls?", "Command not found: deletall. Try help.");
    }

    @Test
    void aPathIsCheckedBeforeAServerIsAsked() throws ShellException {
        var shell = shell(Printer.Style.ONE_SHOT);

        assertThat(shell.run("get x")).isEqualTo(Shell.FAILED);
        assertThat(shell.run("get /x/")).isEqualTo(Shell.FAILED);
        assertThat(err.get(0)).startsWith("Path must start with / character");
        assertThat(err.get(1)).contains("/x/");
    }

    @Test
    void historyNumbersLinesAndRedoRunsOne() throws ShellException {
        var shell = shell(Printer.Style.PROMPT);
        shell.run("printwatches off");
        shell.run("");
        shell.run("printwatches");
        shell.run("redo 1");
        shell.run("history");
        shell.run("redo 99");

        assertThat(out).startsWith("printwatches is off", "printwatches is off");
        assertThat(out).endsWith("0 - printwatches off", "1 - printwatches", "2 - redo 1", "3 - history");
        assertThat(err).containsExactly("there is no command 99");
    }

    @Test
    void quitAndExitEndIt() throws ShellException {
        for (var word : List.of("quit", "exit")) {
            var shell = shell(Printer.Style.PROMPT);
            shell.run(word);
            assertThat(shell.isOver()).isTrue();
        }
    }

    @Test
    void eventsArePrintedAsApachePrintsThem() throws ShellException {
        var printer = new Printer(Printer.Style.PROMPT, out::add, err::add);
        var link = new Link(ShellOptions.parse(List.of()), printer);

        link.print(new WatchedEvent(EventType.None, KeeperState.SyncConnected, null));
        link.print(new WatchedEvent(EventType.NodeDeleted, KeeperState.SyncConnected, "/x", 12));
        link.print(new WatchedEvent(EventType.None, KeeperState.Closed, null));

        assertThat(out)
                .containsExactly(
                        "",
                        "WATCHER::",
                        "",
                        "WatchedEvent state:SyncConnected type:None path:null",
                        "",
                        "WATCHER::",
                        "",
                        "WatchedEvent state:SyncConnected type:NodeDeleted path:/x zxid: 12");
    }

    @Test
    void failuresBeginWithApachesWordsAndSayWhatToDo() {
        assertThat(describe(Code.NONODE)).isEqualTo("Node does not exist: /x");
        assertThat(describe(Code.NODEEXISTS)).isEqualTo("Node already exists: /x");
        assertThat(describe(Code.NOTEMPTY)).startsWith("Node not empty: /x").contains("deleteall");
        assertThat(describe(Code.BADVERSION)).startsWith("version No is not valid : /x");
        assertThat(describe(Code.NOAUTH))
                .startsWith("Insufficient permission : /x")
                .contains("addauth");
        assertThat(describe(Code.CONNECTIONLOSS)).contains("server:1", "not known whether");
    }

    @Test
    void aHintNamesTheNodeThatTheFailedCommandDependsOn() {
        assertThat(describe(Code.NOAUTH, "create")).contains("(getAcl /a shows");
        assertThat(describe(Code.NOAUTH, "delete")).contains("(getAcl /a shows");
        assertThat(describe(Code.NOAUTH, "get")).contains("(getAcl /a/b shows");
        assertThat(describe(Code.NONODE, "create"))
                .isEqualTo("Node does not exist: /a/b (its parent /a must be there first)");
        assertThat(describe(Code.NONODE, "get")).isEqualTo("Node does not exist: /a/b");
        assertThat(describe(Code.UNIMPLEMENTED, "reconfig")).contains("runs alone");
        assertThat(describe(Code.INVALIDACL, "create")).contains("must know the scheme", "addauth");
    }

    @Test
    void aChrootThatIsNotThereIsNamed() {
        assertThat(Failures.describe(KeeperException.create(Code.NONODE, "/"), "ls", "server:1/app/x"))
                .startsWith("Node does not exist: / (the root of this session, /app/x, ");
        assertThat(Failures.describe(KeeperException.create(Code.NONODE, "/new"), "create", "server:1/app/x"))
                .startsWith("Node does not exist: /new (the root of this session, /app/x, ");
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithoutTheNameOfAnException() {
        assertThat(Failures.describe(new NoSuchFileException("/x"), "server:1"))
                .isEqualTo("There is no file or folder /x");
        assertThat(Failures.describe(new AccessDeniedException("/x"), "server:1"))
                .startsWith("The file /x may not be used");
        assertThat(Failures.describe(new MalformedInputException(1), "server:1"))
                .isEqualTo("The file is not text in UTF-8");
        assertThat(Failures.describe(new IOException("no space left"), "server:1"))
                .isEqualTo("no space left");
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() {
        assertThat(Link.noAnswerYet("127.0.0.1:1,no-such-host.invalid:2/app"))
                .isEqualTo("No answer from 127.0.0.1:1,no-such-host.invalid:2/app yet; the shell goes on trying."
                        + " There is no host called no-such-host.invalid.");
        assertThat(Link.noAnswerYet("127.0.0.1:1")).endsWith("the shell goes on trying.");
    }

    @Test
    void jsonFailuresAreObjectsToo() throws ShellException {
        shell(Printer.Style.JSON).run("ls /");
        assertThat(err).singleElement().asString().startsWith("{").contains("\"message\":\"Not connected");
    }

    @Test
    void whatIsNoCommandOrUsedWronglyIsOneObjectToAProgram() throws Exception {
        var shell = shell(Printer.Style.JSON);
        shell.run("frobnicate");
        shell.run("get");
        shell.run("printwatches");

        assertThat(Json.readObject(err.get(0)))
                .containsEntry("command", "frobnicate")
                .containsEntry("error", "UNKNOWN_COMMAND");
        assertThat(Json.readObject(err.get(1)))
                .containsEntry("command", "get")
                .containsEntry("error", "USAGE")
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat(message)
                                .asString()
                                .startsWith("get: an argument is missing. Usage: get [-s]"));
        assertThat(err).hasSize(2);
        assertThat(out).containsExactly("{\"printwatches\":true}");
    }

    @Test
    void remarksAreObjectsToAProgram() {
        new Printer(Printer.Style.JSON, out::add, err::add).remark("old form");

        assertThat(err).containsExactly("{\"remark\":\"old form\"}");
    }

    @Test
    void aclsAreReadAndShownInOneForm() throws ShellException {
        var acls = AclText.parse("world:anyone:r,digest:me:a=b/c=:cdrwa,ip:fe80::1:rw");

        assertThat(AclText.entries(acls)).containsExactly("world:anyone:r", "digest:me:a=b/c=:cdrwa", "ip:fe80::1:rw");
        assertThat(AclText.lines(ZooDefs.Ids.OPEN_ACL_UNSAFE)).containsExactly("'world,'anyone", ": cdrwa");
        assertThatThrownBy(() -> AclText.parse("bogus")).hasMessageContaining("does not have the form scheme:id:perm");
        assertThatThrownBy(() -> AclText.parse("world:anyone:x")).hasMessageContaining("Unknown perm type: x");
        assertThatThrownBy(() -> AclText.parse("auth::z,world:anyone:r")).hasMessageContaining("Unknown perm type: z");
        assertThatThrownBy(() -> AclText.parse("world:anyone,world:anyone:r"))
                .hasMessageContaining("world:anyone does not have the form");
    }

    @Test
    void theIdOfAnAclMayHaveCommas() throws Exception {
        var entries = List.of("world:anyone:r", "x509:CN=me,OU=Dept\\, east:west,O=us:cdrwa", "ip:10.0.0.1:");

        var acls = AclText.parse(String.join(",", entries));
        assertThat(acls).extracting(acl -> acl.getId().getId()).contains("CN=me,OU=Dept\\, east:west,O=us");
        assertThat(AclText.entries(acls)).isEqualTo(entries);

        var line = Json.write(new NodeCopy("/x", null, acls, false).json());
        assertThat(NodeCopy.of(Json.readObject(line)).acls()).isEqualTo(acls);
        assertThat(NodeCopy.of(Map.of("path", "/x", "acl", String.join(",", entries)))
                        .acls())
                .isEqualTo(acls);
    }

    @Test
    void optionsOfTheProgramComeBeforeTheCommand() throws ShellException {
        var options = ShellOptions.parse(List.of("-server", "h:1", "-timeout", "5", "-r", "ls", "-R", "/"));

        assertThat(options.servers()).isEqualTo("h:1");
        assertThat(options.timeoutMillis()).isEqualTo(5);
        assertThat(options.readOnly()).isTrue();
        assertThat(options.command()).containsExactly("ls", "-R", "/");
        assertThatThrownBy(() -> ShellOptions.parse(List.of("-sever", "h")))
                .hasMessageContaining("no option -sever", "Usage:");
        for (var timeout : List.of("0", "-5")) {
            assertThatThrownBy(() -> ShellOptions.parse(List.of("-timeout", timeout)))
                    .hasMessage("-timeout must be a number of milliseconds above 0, not " + timeout);
        }
    }

    @Test
    void jsonSurvivesTheRoundTrip() throws Exception {
        var line = Json.write(Map.of("path", "/ä\"\\\n"));
        assertThat(line).hasLineCount(1);
        assertThat(Json.readObject(line)).containsEntry("path", "/ä\"\\\n");
        assertThat(Json.readObject("{\"a\":[1,true,null,{\"b\":\"c\"}]}").get("a"))
                .isEqualTo(Arrays.asList(1L, true, null, Map.of("b", "c")));
        assertThatThrownBy(() -> Json.readObject("[]")).hasMessageContaining("not a JSON object");
    }

    @Test
    void hexHasTheShapeOfApaches() {
        assertThat(HexDump.lines(NodeCommands.bytes("v3")))
                .containsExactly(
                        "         +-------------------------------------------------+",
                        "         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |",
                        "+--------+-------------------------------------------------+----------------+",
                        "|00000000| 76 33                                           |v3              |",
                        "+--------+-------------------------------------------------+----------------+");
    }

    private Shell shell(Printer.Style style) throws ShellException {
        var printer = new Printer(style, out::add, err::add);
        return new Shell(new Link(ShellOptions.parse(List.of()), printer), printer);
    }

    private static String describe(Code code, String command) {
        return Failures.describe(KeeperException.create(code, "/a/b"), command, "server:1");
    }

    private static String describe(Code code) {
        return Failures.describe(KeeperException.create(code, "/x"), "server:1");
    }
}
