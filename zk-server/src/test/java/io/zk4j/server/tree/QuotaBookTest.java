/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static io.zk4j.server.tree.Trees.creation;
import static io.zk4j.server.tree.Trees.deletion;
import static io.zk4j.server.tree.Trees.newData;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.txn.Txn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaBookTest {
    private final DataTree tree = new DataTree(true);
    private long zxid;

    @BeforeEach
    void aSubtreeWithAQuota() {
        apply(creation("/q", 1));
        apply(creation("/q/a", 1));
        apply(creation("/zookeeper/quota/q", 1));
        apply(creation("/zookeeper/quota/q/zookeeper_limits", 1));
        apply(creation("/zookeeper/quota/q/zookeeper_stats", 2));
    }

    private void apply(Txn txn) {
        zxid++;
        assertThat(Trees.apply(tree, zxid, txn).isOk()).isTrue();
    }

    private String use() {
        return tree.get("/zookeeper/quota/q/zookeeper_stats").data().utf8();
    }

    @Test
    void creatingTheStatsCountsWhatIsThere() {
        assertThat(use()).isEqualTo("count=2,bytes=8");
    }

    @Test
    void everyChangeBelowIsCounted() {
        apply(creation("/q/a/b", 1));
        assertThat(use()).isEqualTo("count=3,bytes=12");
        apply(newData("/q/a/b", "0123456789", 1));
        assertThat(use()).isEqualTo("count=3,bytes=18");
        apply(deletion("/q/a/b"));
        assertThat(use()).isEqualTo("count=2,bytes=8");
        apply(newData("/q", "", 1));
        assertThat(use()).isEqualTo("count=2,bytes=4");
    }

    @Test
    void whatIsBesideIsNot() {
        apply(creation("/queue", 2));
        apply(newData("/", "x", 1));
        assertThat(use()).isEqualTo("count=2,bytes=8");
    }

    @Test
    void theCountChangesInPlace() {
        var before = tree.get("/zookeeper/quota/q/zookeeper_stats").stat();
        var digest = tree.digest();
        apply(newData("/q/a", "0123456789", 1));
        apply(newData("/q/a", "data", 2));
        var after = tree.get("/zookeeper/quota/q/zookeeper_stats").stat();

        assertThat(after).isEqualTo(before);
        assertThat(tree.digest()).isNotEqualTo(digest); // of /q/a, not of the statistics
        assertThat(tree.digest().value()).isEqualTo(Trees.digestFromScratch(tree));
    }

    @Test
    void theInnermostQuotaCounts() {
        apply(creation("/zookeeper/quota/q/a", 3));
        apply(creation("/zookeeper/quota/q/a/zookeeper_limits", 1));
        apply(creation("/zookeeper/quota/q/a/zookeeper_stats", 2));
        apply(creation("/q/a/b", 1));

        assertThat(use()).isEqualTo("count=2,bytes=8");
        assertThat(tree.get("/zookeeper/quota/q/a/zookeeper_stats").data().utf8())
                .isEqualTo("count=2,bytes=8");
        assertThat(tree.quotaSubtreeOf("/q/a/b")).isEqualTo("/q/a");
        assertThat(tree.quotaSubtreeOf("/q/x")).isEqualTo("/q");
        assertThat(tree.quotaSubtreeOf("/")).isNull();
    }

    @Test
    void withoutLimitsThereIsNoQuota() {
        apply(deletion("/zookeeper/quota/q/zookeeper_limits"));
        apply(creation("/q/b", 2));

        assertThat(use()).isEqualTo("count=2,bytes=8");
        assertThat(tree.quotaSubtreeOf("/q")).isNull();
    }

    /** As with Apache's server: limits that come back do not count anew what changed while there were none. */
    @Test
    void whatWasNotCountedCanMakeTheUseNegative() {
        apply(deletion("/zookeeper/quota/q/zookeeper_limits"));
        apply(newData("/q", "0123456789", 1));
        apply(creation("/zookeeper/quota/q/zookeeper_limits", 3));
        apply(newData("/q", "", 2));
        assertThat(use()).isEqualTo("count=2,bytes=-2");
        apply(newData("/q", "x", 3));
        assertThat(use()).isEqualTo("count=2,bytes=-1");
    }

    @Test
    void loadingCountsAnew() {
        var copy = new DataTree(true);
        tree.walk(node ->
                copy.load(node.path().endsWith("_stats") ? node.withDataInPlace(Bytes.ofUtf8("nonsense")) : node));
        copy.loaded(zxid);

        assertThat(copy.get("/zookeeper/quota/q/zookeeper_stats").data().utf8()).isEqualTo("count=2,bytes=8");
        Trees.apply(copy, zxid + 1, creation("/q/b", 2));
        assertThat(copy.get("/zookeeper/quota/q/zookeeper_stats").data().utf8()).isEqualTo("count=3,bytes=12");
    }

    @Test
    void aQuotaOnEverythingIsNone() {
        apply(creation("/zookeeper/quota/zookeeper_limits", 2));

        assertThat(tree.quotaSubtreeOf("/x")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count=3,bytes=10 | 3 | 10 | -1 | -1",
                "count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=3 | -1 | -1 | 3 | 10",
                "bytes=7 | -1 | 7 | -1 | -1",
                "count=1,,;;bytes=2 | 1 | 2 | -1 | -1",
                "count=x,bytes=2 | -1 | 2 | -1 | -1",
                "'' | -1 | -1 | -1 | -1",
                "garbage | -1 | -1 | -1 | -1",
            })
    void limitsAreReadAsWritten(String text, long count, long bytes, long hardCount, long hardBytes) {
        assertThat(QuotaFigures.parse(Bytes.ofUtf8(text)))
                .isEqualTo(new QuotaFigures(count, bytes, hardCount, hardBytes));
    }

    @Test
    void hardLimitsAreWrittenSoThatOldReadersSkipThem() {
        assertThat(new QuotaFigures(-1, -1, 3, 10).toBytes().utf8())
                .isEqualTo("count=-1,bytes=-1=;byteHardLimit=10;countHardLimit=3");
        assertThat(new QuotaFigures(1, 2, -1, -1).toBytes().utf8()).isEqualTo("count=1,bytes=2");
    }
}
