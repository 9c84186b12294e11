/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static io.zk4j.server.tree.Trees.creation;
import static io.zk4j.server.tree.Trees.deletion;
import static io.zk4j.server.tree.Trees.ephemeral;
import static io.zk4j.server.tree.Trees.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import org.junit.jupiter.api.Test;

class PendingChangesTest {
    private final DataTree tree = new DataTree(true);
    private final PendingChanges pending = new PendingChanges(tree);

    private void proposeCreate(long zxid, String path, long owner) {
        pending.begin(zxid, zxid * 1_000);
        var parent = pending.get(path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/')));
        var node = Znode.created(path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, owner, zxid, zxid * 1_000);
        pending.create(node, parent, parent.createCount() + 1);
    }

    private void proposeDelete(long zxid, String path) {
        pending.begin(zxid, zxid * 1_000);
        pending.delete(pending.get(path), pending.get("/"));
    }

    @Test
    void proposalsBuildOnEachOther() {
        proposeCreate(1, "/a", 0);
        proposeCreate(2, "/a/b", 0);

        assertThat(tree.get("/a")).isNull();
        assertThat(pending.get("/a").numChildren()).isEqualTo(1);
        assertThat(pending.get("/a").pzxid()).isEqualTo(2);
        assertThat(pending.get("/").createCount()).isEqualTo(1);
    }

    @Test
    void whatWillBeDeletedIsNotThere() {
        tree.apply(header(1), creation("/a", 1), TreeListener.NONE);
        proposeDelete(2, "/a");

        assertThat(pending.get("/a")).isNull();
        assertThat(tree.get("/a")).isNotNull();
    }

    @Test
    void whatIsAppliedIsForgottenUnlessALaterProposalTouchesItToo() {
        proposeCreate(1, "/a", 0);
        proposeDelete(2, "/a");
        tree.apply(header(1), creation("/a", 1), TreeListener.NONE);
        pending.applied(1);
        assertThat(pending.get("/a")).isNull();
        assertThat(pending.isEmpty()).isFalse();

        tree.apply(header(2), deletion("/a"), TreeListener.NONE);
        pending.applied(2);
        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.get("/")).isSameAs(tree.get("/"));
    }

    @Test
    void rollingBackLeavesWhatEarlierProposalsSaid() {
        proposeCreate(1, "/a", 0);
        var before = pending.get("/a");
        var digest = pending.digest();
        proposeCreate(2, "/a/b", 5);
        pending.delete(pending.get("/a/b"), pending.get("/a"));
        pending.close(5);
        pending.rollback();

        assertThat(pending.get("/a")).isSameAs(before);
        assertThat(pending.get("/a/b")).isNull();
        assertThat(pending.digest()).isEqualTo(digest);
        assertThat(pending.isClosing(5)).isFalse();
        assertThat(pending.ephemeralsOf(5)).isEmpty();
    }

    @Test
    void theDigestIsKnownBeforehand() {
        proposeCreate(1, "/a", 0);
        var first = pending.digest();
        proposeCreate(2, "/a/b", 5);
        var second = pending.digest();
        proposeDelete(3, "/a/b");

        tree.apply(header(1), creation("/a", 1), TreeListener.NONE);
        assertThat(tree.digest()).isEqualTo(first);
        tree.apply(header(2, 5), ephemeral("/a/b", 1), TreeListener.NONE);
        assertThat(tree.digest()).isEqualTo(second);
    }

    @Test
    void aSessionOwnsWhatItHasProposedAndNotWhatItHasProposedToDelete() {
        tree.apply(header(1, 5), ephemeral("/old", 1), TreeListener.NONE);
        tree.apply(header(2, 5), ephemeral("/gone", 2), TreeListener.NONE);
        proposeCreate(3, "/new", 5);
        proposeCreate(4, "/other", 6);
        proposeDelete(5, "/gone");

        assertThat(pending.ephemeralsOf(5)).containsExactlyInAnyOrder("/old", "/new");
        assertThat(pending.ephemeralsOf(6)).containsExactly("/other");
    }

    @Test
    void aZnodeThatChangesItsOwnerMeanwhileBelongsToTheLast() {
        tree.apply(header(1, 5), ephemeral("/x", 1), TreeListener.NONE);
        proposeDelete(2, "/x");
        proposeCreate(3, "/x", 6);

        assertThat(pending.ephemeralsOf(5)).isEmpty();
        assertThat(pending.ephemeralsOf(6)).containsExactly("/x");
    }

    @Test
    void aClosingSessionIsClosingUntilThatIsApplied() {
        pending.begin(1, 0);
        pending.close(5);
        assertThat(pending.isClosing(5)).isTrue();
        pending.begin(2, 0);
        assertThat(pending.isClosing(5)).isTrue();
        pending.applied(1);
        assertThat(pending.isClosing(5)).isFalse();
    }

    @Test
    void everythingCanBeForgotten() {
        proposeCreate(1, "/a", 5);
        pending.close(5);
        pending.clear();

        assertThat(pending.isEmpty()).isTrue();
        assertThat(pending.get("/a")).isNull();
        assertThat(pending.isClosing(5)).isFalse();
        pending.begin(2, 0);
        assertThat(pending.digest()).isEqualTo(tree.digest());
    }
}
