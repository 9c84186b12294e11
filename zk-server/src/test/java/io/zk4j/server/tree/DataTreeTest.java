/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import static io.zk4j.server.tree.Trees.apply;
import static io.zk4j.server.tree.Trees.closing;
import static io.zk4j.server.tree.Trees.container;
import static io.zk4j.server.tree.Trees.contents;
import static io.zk4j.server.tree.Trees.creation;
import static io.zk4j.server.tree.Trees.deletion;
import static io.zk4j.server.tree.Trees.digestFromScratch;
import static io.zk4j.server.tree.Trees.ephemeral;
import static io.zk4j.server.tree.Trees.header;
import static io.zk4j.server.tree.Trees.multi;
import static io.zk4j.server.tree.Trees.newData;
import static io.zk4j.server.tree.Trees.ttl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Stat;
import io.zk4j.server.txn.CheckTxn;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.SetAclTxn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataTreeTest {
    private final DataTree tree = new DataTree(true);

    private Stat stat(String path) {
        return tree.get(path).stat();
    }

    @Test
    void aNewTreeHasTheSystemZnodes() {
        assertThat(contents(tree)).containsOnlyKeys("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config");
        assertThat(stat("/")).isEqualTo(new Stat(0, 0, 0, 0, 0, -1, 0, 0, 0, 1, 0));
        assertThat(stat("/zookeeper")).isEqualTo(new Stat(0, 0, 0, 0, 0, -2, 0, 0, 0, 2, 0));
        assertThat(stat("/zookeeper/config")).isEqualTo(new Stat(0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0));
        assertThat(tree.get("/zookeeper/config").acls()).isEqualTo(Acl.READ_UNSAFE);
        assertThat(tree.lastZxid()).isZero();
        assertThat(tree.nodeCount()).isEqualTo(4);
    }

    @Test
    void aCreateShowsInTheZnodeAndInItsParent() {
        var applied = apply(tree, 1, creation("/a", 1));

        assertThat(applied.isOk()).isTrue();
        assertThat(applied.requireNode()).hasToString(tree.get("/a").toString());
        assertThat(applied.requireNode().data()).isEqualTo(tree.get("/a").data());
        assertThat(stat("/a")).isEqualTo(new Stat(1, 1, 1_000, 1_000, 0, 0, 0, 0, 4, 0, 1));
        assertThat(stat("/")).isEqualTo(new Stat(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1));
        assertThat(tree.lastZxid()).isEqualTo(1);
    }

    @Test
    void aDeleteShowsInTheParent() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, creation("/a/b", 1));
        apply(tree, 3, deletion("/a/b"));

        assertThat(tree.get("/a/b")).isNull();
        assertThat(stat("/a").cversion()).isEqualTo(2);
        assertThat(stat("/a").pzxid()).isEqualTo(3);
        assertThat(stat("/a").mzxid()).isEqualTo(1);
        assertThat(stat("/a").numChildren()).isZero();
        assertThat(tree.view().children(tree.get("/a"))).isEmpty();
    }

    @Test
    void settingDataLeavesTheRestAlone() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, newData("/a", "longer", 1));

        assertThat(stat("/a")).isEqualTo(new Stat(1, 2, 1_000, 2_000, 1, 0, 0, 0, 6, 0, 1));
        assertThat(tree.get("/a").data()).isEqualTo(Bytes.ofUtf8("longer"));
    }

    @Test
    void settingTheAclCountsOnlyTheAclsVersion() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, new SetAclTxn("/a", Acl.READ_UNSAFE, 1));

        assertThat(stat("/a")).isEqualTo(new Stat(1, 1, 1_000, 1_000, 0, 0, 1, 0, 4, 0, 1));
        assertThat(tree.get("/a").acls()).isEqualTo(Acl.READ_UNSAFE);
        assertThat(stat("/").pzxid()).isEqualTo(1);
    }

    @Test
    void noDataAndEmptyDataAreDifferent() {
        apply(tree, 1, new CreateTxn("/none", null, Acl.OPEN_UNSAFE, false, 1));
        apply(tree, 2, new CreateTxn("/empty", Bytes.EMPTY, Acl.OPEN_UNSAFE, false, 2));

        assertThat(tree.get("/none").data()).isNull();
        assertThat(tree.get("/empty").data()).isEqualTo(Bytes.EMPTY);
        assertThat(stat("/none").dataLength()).isEqualTo(stat("/empty").dataLength());
    }

    @Test
    void clientsSeeTheOwnerOfEphemeralsOnly() {
        apply(tree, 1, ephemeral("/e", 1));
        apply(tree, 2, container("/c", 2));
        apply(tree, 3, ttl("/t", 3, 60_000));

        assertThat(stat("/e").ephemeralOwner()).isEqualTo(7);
        assertThat(stat("/c").ephemeralOwner()).isZero();
        assertThat(stat("/t").ephemeralOwner()).isZero();
        assertThat(tree.get("/c").ephemeralOwner()).isEqualTo(0x8000000000000000L);
        assertThat(tree.get("/t").ephemeralOwner()).isEqualTo(0xFF0000000000EA60L);
        assertThat(tree.reapable()).containsExactly("/c", "/t");
        assertThat(tree.ephemerals()).containsOnlyKeys(7L);
        assertThat(tree.ephemeralCount()).isEqualTo(1);
    }

    @Test
    void closingASessionDeletesWhatIsListedAndWhatElseItOwns() {
        apply(tree, 1, ephemeral("/a", 1));
        apply(tree, 2, ephemeral("/b", 2));
        apply(tree, 3, creation("/stays", 3));
        tree.apply(header(4, 8), ephemeral("/other", 4), TreeListener.NONE);

        apply(tree, 5, closing("/a", "/gone-already"));

        assertThat(contents(tree)).containsKeys("/stays", "/other").doesNotContainKeys("/a", "/b");
        assertThat(tree.ephemerals()).containsOnlyKeys(8L);
    }

    @Test
    void theZxidCountsForErrorsAndChecksToo() {
        apply(tree, 1, new ErrorTxn(-101));
        assertThat(tree.lastZxid()).isEqualTo(1);
        apply(tree, 2, new CheckTxn("/", 1));
        assertThat(tree.lastZxid()).isEqualTo(2);
    }

    @Test
    void anErrorTellsItsCode() {
        assertThat(apply(tree, 1, new ErrorTxn(-103)).error()).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    void aMultiIsAppliedPartByPartUnderOneZxid() {
        var applied = apply(
                tree, 5, multi(creation("/m", 1), creation("/m/a", 1), newData("/m/a", "x", 1), deletion("/m/a")));

        assertThat(applied.parts()).hasSize(4).allMatch(Applied::isOk);
        assertThat(applied.parts().get(1).requireNode().stat().version()).isZero();
        assertThat(applied.parts().get(2).requireNode().stat().version()).isEqualTo(1);
        assertThat(tree.get("/m/a")).isNull();
        assertThat(stat("/m").pzxid()).isEqualTo(5);
        assertThat(tree.lastZxid()).isEqualTo(5);
    }

    @Test
    void aFailedMultiChangesNothing() {
        var before = contents(tree);
        var applied = apply(tree, 5, multi(creation("/m", 1), new ErrorTxn(-110), new ErrorTxn(-2)));

        assertThat(contents(tree)).isEqualTo(before);
        assertThat(applied.isOk()).isTrue();
        assertThat(applied.parts())
                .extracting(Applied::error)
                .containsExactly(ErrorCode.OK, ErrorCode.NODE_EXISTS, ErrorCode.RUNTIME_INCONSISTENCY);
    }

    @Test
    void listenersHearOfChangesInTheirOrder() {
        var heard = new ArrayList<String>();
        var listener = new TreeListener() {
            @Override
            public void created(Znode node, Znode parent, long zxid) {
                heard.add("created " + node.path() + " below " + parent.path() + " with "
                        + parent.stat().numChildren() + " @" + zxid);
            }

            @Override
            public void deleted(Znode node, Znode parent, long zxid) {
                heard.add("deleted " + node.path() + " below " + parent.path() + " with "
                        + parent.stat().numChildren() + " @" + zxid);
            }

            @Override
            public void dataChanged(Znode node, long zxid) {
                heard.add("changed " + node.path() + " to " + node.version() + " @" + zxid);
            }
        };
        tree.apply(
                header(3),
                multi(
                        creation("/m", 1),
                        newData("/m", "x", 1),
                        new SetAclTxn("/m", Acl.READ_UNSAFE, 1),
                        deletion("/m")),
                listener);

        assertThat(heard)
                .containsExactly("created /m below / with 2 @3", "changed /m to 1 @3", "deleted /m below / with 1 @3");
    }

    // ---- Replaying a log over a snapshot that is ahead of it ----

    @Test
    void aCreateOfWhatExistsSetsTheAclAndCountsOnlyWhatIsNew() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, creation("/a/b", 1));
        var again = new CreateTxn("/a/b", null, Acl.READ_UNSAFE, false, 1);

        assertThat(apply(tree, 3, again).error()).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(tree.get("/a/b").acls()).isEqualTo(Acl.READ_UNSAFE);
        assertThat(tree.get("/a/b").dataLength()).isEqualTo(4);
        assertThat(stat("/a").pzxid()).isEqualTo(2);

        apply(tree, 4, new CreateTxn("/a/b", null, Acl.READ_UNSAFE, false, 5));
        assertThat(tree.get("/a").createCount()).isEqualTo(5);
        assertThat(stat("/a").pzxid()).isEqualTo(4);
    }

    @Test
    void aDeleteOfWhatIsGoneStillDatesTheParent() {
        apply(tree, 1, creation("/a", 1));

        assertThat(apply(tree, 9, deletion("/a/gone")).error()).isEqualTo(ErrorCode.NO_NODE);
        assertThat(stat("/a").pzxid()).isEqualTo(9);
        assertThat(apply(tree, 10, deletion("/nowhere/gone")).error()).isEqualTo(ErrorCode.NO_NODE);
    }

    @Test
    void oldCreatesWithoutACountAreCounted() {
        apply(tree, 1, creation("/a", CreateTxn.PARENT_COUNT_UNKNOWN));
        apply(tree, 2, creation("/b", CreateTxn.PARENT_COUNT_UNKNOWN));

        assertThat(tree.get("/").createCount()).isEqualTo(2);
    }

    @Test
    void aCountThatDoesNotGrowLeavesThePzxid() {
        tree.load(Znode.stored("/full", null, Acl.OPEN_UNSAFE, 1, 1, 0, 0, 0, Integer.MAX_VALUE, 0, 0, 1));
        tree.loaded(1);
        apply(tree, 2, creation("/full/a", Integer.MIN_VALUE)); // as Apache's servers write it

        assertThat(tree.get("/full").createCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(stat("/full").pzxid()).isEqualTo(1);
        assertThat(stat("/full").numChildren()).isEqualTo(1);
    }

    @Test
    void deletingWhatHasChildrenInANewerSnapshotRemovesThemToo() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, creation("/a/b", 1));
        apply(tree, 3, creation("/a/b/c", 1));
        apply(tree, 4, ephemeral("/a/b/e", 2));

        apply(tree, 5, deletion("/a"));

        assertThat(contents(tree)).doesNotContainKeys("/a", "/a/b", "/a/b/c", "/a/b/e");
        assertThat(tree.ephemerals()).isEmpty();
        assertThat(tree.digest().value()).isEqualTo(digestFromScratch(tree));
    }

    @Test
    void anythingAboutAZnodeThatIsGoneIsAnErrorAndNothingElse() {
        assertThat(apply(tree, 1, newData("/gone", "x", 3)).error()).isEqualTo(ErrorCode.NO_NODE);
        assertThat(apply(tree, 2, new SetAclTxn("/gone", Acl.OPEN_UNSAFE, 3)).error())
                .isEqualTo(ErrorCode.NO_NODE);
        assertThat(apply(tree, 3, creation("/gone/x", 1)).error()).isEqualTo(ErrorCode.NO_NODE);
        assertThat(apply(tree, 4, deletion("/")).error()).isEqualTo(ErrorCode.NO_NODE);
    }

    // ---- Loading ----

    /** Apache's servers, replaying the creation with create2, would not count it in the parent if the child were there already. */
    @Test
    void aWalkShowsNoChildThatTheParentItHasShownDoesNotCount() {
        apply(tree, 1, creation("/p", 1));
        apply(tree, 2, creation("/p/before", 1));
        var shown = new ArrayList<String>();
        tree.walk(node -> {
            if (node.path().equals("/p")) {
                apply(tree, 3, creation("/p/meanwhile", 2));
            }
            shown.add(node.path());
        });
        assertThat(shown).contains("/p", "/p/before").doesNotContain("/p/meanwhile");
    }

    @Test
    void whatIsLoadedIsTheSameTree() {
        apply(tree, 1, creation("/a", 1));
        apply(tree, 2, creation("/a/b", 1));
        apply(tree, 3, ephemeral("/a/e", 2));
        apply(tree, 4, container("/a/c", 3));
        apply(tree, 5, new SetAclTxn("/a/b", Acl.READ_UNSAFE, 1));
        apply(tree, 6, deletion("/a/b"));
        apply(tree, 7, newData("/", "root", 1));

        var copy = new DataTree(true);
        apply(copy, 1, creation("/to-be-forgotten", 1));
        copy.clear();
        tree.walk(node -> copy.load(Znode.stored(
                node.path(),
                node.data(),
                node.acls(),
                node.czxid(),
                node.mzxid(),
                node.ctime(),
                node.mtime(),
                node.version(),
                node.createCount(),
                node.aversion(),
                node.ephemeralOwner(),
                node.pzxid())));
        copy.loaded(7);

        assertThat(contents(copy)).isEqualTo(contents(tree));
        assertThat(copy.digest()).isEqualTo(tree.digest());
        assertThat(copy.lastZxid()).isEqualTo(7);
        assertThat(copy.ephemerals()).isEqualTo(tree.ephemerals());
        assertThat(copy.reapable()).isEqualTo(tree.reapable());
        assertThat(copy.dataSize()).isEqualTo(tree.dataSize());
        assertThat(copy.aclLists()).containsExactlyInAnyOrderElementsOf(tree.aclLists());
    }

    @Test
    void childrenAreLoadedInAnyOrderBehindTheirParents() {
        for (String path : List.of("/a", "/ab", "/a/x", "/ab/x", "/a/y", "/b", "/ab/x/z", "/a/x/z", "/ab/y", "/c")) {
            tree.load(Znode.created(path, null, Acl.OPEN_UNSAFE, 0, 1, 1));
        }
        tree.loaded(1);

        assertThat(tree.view().children(tree.get("/"))).containsExactlyInAnyOrder("a", "ab", "b", "c", "zookeeper");
        assertThat(tree.view().children(tree.get("/a"))).containsExactlyInAnyOrder("x", "y");
        assertThat(tree.view().children(tree.get("/ab"))).containsExactlyInAnyOrder("x", "y");
        assertThat(tree.view().children(tree.get("/ab/x"))).containsExactly("z");
        assertThat(stat("/ab").numChildren()).isEqualTo(2);
    }

    @Test
    void whateverIsUnusualAboutAZnodeIsKept() {
        assertThat(znode(5, 5, 7, 7, 0, 0, 0, 0).stat()).isEqualTo(new Stat(5, 5, 7, 7, 0, 0, 0, 0, 0, 0, 5));
        assertThat(znode(6, 5, 7, 7, 0, 0, 0, 0).mzxid()).isEqualTo(6);
        assertThat(znode(5, 6, 7, 7, 0, 0, 0, 0).pzxid()).isEqualTo(6);
        assertThat(znode(5, 5, 7, 8, 0, 0, 0, 0).mtime()).isEqualTo(8);
        assertThat(znode(5, 5, 7, 7, 1, 0, 0, 0).version()).isEqualTo(1);
        assertThat(znode(5, 5, 7, 7, 0, 1, 0, 0).createCount()).isEqualTo(1);
        assertThat(znode(5, 5, 7, 7, 0, 0, -1, 0).aversion()).isEqualTo(-1);
        assertThat(znode(5, 5, 7, 7, 0, 0, 0, 9).ephemeralOwner()).isEqualTo(9);
    }

    private static Znode znode(
            long mzxid, long pzxid, long ctime, long mtime, int version, int createCount, int aversion, long owner) {
        return Znode.stored(
                "/n", null, Acl.OPEN_UNSAFE, 5, mzxid, ctime, mtime, version, createCount, aversion, owner, pzxid);
    }

    @Test
    void aChildBeforeItsParentIsRefused() {
        var orphan = Znode.created("/a/b", null, Acl.OPEN_UNSAFE, 0, 1, 1);

        assertThatThrownBy(() -> tree.load(orphan)).hasMessageContaining("/a/b");
    }

    @Test
    void equalAclListsAreKeptOnceAndAsLongAsTheyAreUsed() {
        for (int i = 0; i < 10; i++) {
            var acls = new ArrayList<>(List.of(new Acl(1, "digest", "a:b"), new Acl(2, "digest", "c:d")));
            apply(tree, i + 1, new CreateTxn("/n" + i, null, acls, false, i + 1));
        }
        assertThat(tree.get("/n0").acls()).isSameAs(tree.get("/n9").acls());
        assertThat(tree.aclLists()).hasSize(3);

        for (int i = 0; i < 10; i++) {
            apply(tree, 20 + i, deletion("/n" + i));
        }
        assertThat(tree.aclLists()).hasSize(2);
    }

    @Test
    void aTreeWithoutDigestsHasNone() {
        assertThat(new DataTree(false).digest()).isNull();
    }

    @Test
    void veryDeepTreesNeedNoDeepStack() {
        var path = new StringBuilder();
        int depth = 3_000;
        for (int i = 1; i <= depth; i++) {
            apply(tree, i, creation(path.append("/d").toString(), 1));
        }
        assertThat(tree.view().countDescendants(tree.get("/d"))).isEqualTo(depth - 1);
        apply(tree, depth + 1, deletion("/d"));
        assertThat(tree.nodeCount()).isEqualTo(4);
    }
}
