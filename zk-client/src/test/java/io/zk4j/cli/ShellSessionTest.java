/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AddWatchResponse;
import io.zk4j.protocol.CreateRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.PlayedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the shell makes of answers that a real server seldom gives, against a server that the test plays. */
@Timeout(180)
class ShellSessionTest {
    private static final int PATIENCE_SECONDS = 60;

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

    private Shell shell(Printer.Style style) throws Exception {
        var printer = new Printer(style, out::add, err::add);
        link = new Link(ShellOptions.parse(List.of("-server", server.address())), printer);
        assertThat(link.connect(server.address(), TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)))
                .isTrue();
        return new Shell(link, printer);
    }

    private static CompletableFuture<Integer> run(Shell shell, String line) {
        return CompletableFuture.supplyAsync(() -> shell.run(line));
    }
}
