/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.storage.GoldenData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TxnLogToolkitTest {
    private static final int SECOND_RECORD = 77;

    @TempDir
    Path temp;

    @Test
    void everyTransactionOfEveryTypeIsShown() {
        var golden = new GoldenData("all-types");

        var first = run("", golden.file("log.1"));
        var second = run("", golden.file("log.16"));

        assertThat(first.status()).isZero();
        assertThat(first.out())
                .contains("session 0x100001a5df90000 cxid 0x0 zxid 0x1 createSession 20000")
                .contains("zxid 0x4 create '/plain' data 'v0' acl [31:'world':'anyone'] parentCVersion 2")
                .contains("createTTL '/ttl'")
                .contains("ttl 3600000 ms")
                .contains("21 transactions, 0x1 to 0x15; whole (ends at offset 2187 in padding)");
        assertThat(second.out())
                .contains("error -110 NODE_EXISTS")
                .contains("multi [create '/multi'")
                .contains("setACL '/plain' acl [31:'world':'anyone',1:'ip':'10.0.0.0/8'] version 1")
                .contains("closeSession ['/eph-gone1',");
    }

    @Test
    void verifyingPrintsOnlyHowTheLogEnds() {
        var run = run("", "--verify", new GoldenData("torn-truncated").file("log.45"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).contains("1 transaction, 0x45; torn at offset 102: a record of 122 bytes");
    }

    @Test
    void repairingSavesWhatComesBeforeTheDamage() throws IOException {
        var log = damagedLog();
        var before = Files.readAllBytes(log);

        var run = run("", "--repair", log);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("not accepted").contains("log.1.fixed with 1 records, 0 of them");
        assertThat(log).hasBinaryContent(before);
        assertThat(run("", "--verify", fixed()).out()).contains("1 transaction, 0x1; whole");
    }

    @Test
    void recoveringTakesWhatAPersonAccepts() throws IOException {
        var run = run("yes\n", "-r", damagedLog());

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("CRC ERROR - offset 77: ")
                .contains("Would you like to take it as it is")
                .contains("21 records, 1 of them with a corrected checksum");
        assertThat(run("", "--verify", fixed()).status()).isZero();
    }

    @Test
    void recoveringStopsAtWhatAPersonDoesNotAccept() throws IOException {
        var run = run("n\n", "--recover", damagedLog());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run("", "--verify", fixed()).out()).contains("1 transaction,");
    }

    @Test
    void recoveringWithoutAskingTakesEverythingReadable() throws IOException {
        assertThat(run("", "-r", "-y", damagedLog()).out()).contains("21 records, 1 of them");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var run = run("", temp.resolve("log.77"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error: ").contains("log.77");
    }

    @Test
    void modesExcludeEachOther() {
        assertThat(run("", "--dump", "--repair", temp.resolve("log.1")).status())
                .isEqualTo(2);
    }

    private Path fixed() {
        return temp.resolve("log.1.fixed");
    }

    /** A log whose second record has a wrong bit in its checksum. */
    private Path damagedLog() throws IOException {
        var bytes = Files.readAllBytes(new GoldenData("all-types").file("log.1"));
        bytes[SECOND_RECORD + Long.BYTES - 1] ^= 1;
        return Files.write(temp.resolve("log.1"), bytes);
    }

    private static ToolRun run(String answers, Object... arguments) {
        return ToolRun.of(new TxnLogToolkit(new ByteArrayInputStream(answers.getBytes(UTF_8))), arguments);
    }
}
