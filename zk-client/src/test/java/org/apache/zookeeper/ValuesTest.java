/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.OpCode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The small values: modes, types, events, operations, quotas. Numbers are those of the protocol, texts those of Apache's client. */
class ValuesTest {
    @ParameterizedTest
    @EnumSource
    void aCreateModeIsThatOfTheProtocol(CreateMode mode) throws KeeperException {
        var wire = io.zk4j.protocol.CreateMode.valueOf(mode.name());
        assertThat(mode.toFlag()).isEqualTo(wire.flag());
        assertThat(mode.isEphemeral()).isEqualTo(wire.isEphemeral());
        assertThat(mode.isSequential()).isEqualTo(wire.isSequential());
        assertThat(mode.isContainer()).isEqualTo(wire.isContainer());
        assertThat(mode.isTTL()).isEqualTo(wire.isTtl());
        assertThat(CreateMode.fromFlag(mode.toFlag())).isEqualTo(mode);
    }

    @Test
    void anUnknownCreateModeIsABadArgumentOrTheDefault() {
        assertThatExceptionOfType(KeeperException.BadArgumentsException.class)
                .isThrownBy(() -> CreateMode.fromFlag(7))
                .withMessageContaining("7");
        assertThat(CreateMode.fromFlag(-1, CreateMode.CONTAINER)).isEqualTo(CreateMode.CONTAINER);
    }

    @Test
    void eventsWatchersAndStatesHaveTheNumbersOfTheProtocol() {
        assertThat(EventType.values()).extracting(EventType::getIntValue).containsExactly(-1, 1, 2, 3, 4, 5, 6, 7);
        assertThat(KeeperState.values())
                .extracting(KeeperState::getIntValue)
                .containsExactly(-1, 0, 1, 3, 4, 5, 6, -112, 7);
        assertThat(WatcherType.values()).extracting(WatcherType::getIntValue).containsExactly(1, 2, 4, 5, 3);
        assertThat(AddWatchMode.values()).extracting(AddWatchMode::getMode).containsExactly(0, 1);
    }

    @Test
    void numbersWithoutAMeaningAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.fromInt(99));
        assertThatIllegalArgumentException().isThrownBy(() -> KeeperState.fromInt(99));
        assertThatIllegalArgumentException().isThrownBy(() -> WatcherType.fromInt(99));
    }

    @Test
    void operationsHaveTheNumbersOfTheProtocol() throws IllegalAccessException {
        var numbers = new ArrayList<Integer>();
        for (Field field : ZooDefs.OpCode.class.getFields()) {
            numbers.add(field.getInt(null));
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(OpCode.values())
                        .filter(op -> op != OpCode.UNKNOWN)
                        .map(OpCode::code)
                        .toList());
    }

    @Test
    void anEventTellsItsZxidUnlessItIsAboutTheConnection() {
        assertThat(new WatchedEvent(EventType.NodeCreated, KeeperState.SyncConnected, "/a", 17))
                .hasToString("WatchedEvent state:SyncConnected type:NodeCreated path:/a zxid: 17");
        assertThat(new WatchedEvent(EventType.None, KeeperState.Expired, null))
                .hasToString("WatchedEvent state:Expired type:None path:null");
    }

    @Test
    void anEventGoesOntoTheWireAndComesBackWithoutItsZxid() {
        var event = new WatchedEvent(EventType.NodeDeleted, KeeperState.SyncConnected, "/a", 17);
        assertThat(new WatchedEvent(event.getWrapper(), 17)).isEqualTo(event);
        assertThat(new WatchedEvent(event.getWrapper(), WatchedEvent.NO_ZXID).getZxid())
                .isEqualTo(-1);
    }

    static Stream<Runnable> changesOfASharedList() {
        List<ACL> shared = ZooDefs.Ids.OPEN_ACL_UNSAFE;
        ACL entry = new ACL(1, new Id("world", "anyone"));
        return Stream.of(
                () -> shared.add(entry),
                () -> shared.add(0, entry),
                () -> shared.addAll(List.of(entry)),
                () -> shared.addAll(0, List.of(entry)),
                () -> shared.set(0, entry),
                () -> shared.remove(0),
                () -> shared.remove(shared.get(0)),
                () -> shared.removeAll(List.copyOf(shared)),
                () -> shared.retainAll(List.of()),
                () -> shared.removeIf(any -> true),
                () -> shared.replaceAll(any -> entry),
                () -> shared.sort(null),
                shared::clear,
                () -> removeFirst(shared.iterator()),
                () -> removeFirst(shared.listIterator()),
                () -> removeFirst(shared.listIterator(0)),
                () -> shared.subList(0, 1).clear());
    }

    @ParameterizedTest
    @MethodSource("changesOfASharedList")
    void theListsThatAllShareCannotBeChanged(Runnable change) {
        assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
        assertThat(ZooDefs.Ids.OPEN_ACL_UNSAFE).containsExactly(new ACL(31, new Id("world", "anyone")));
    }

    private static void removeFirst(Iterator<ACL> entries) {
        entries.next();
        entries.remove();
    }

    @Test
    void operationsWithTheSameFieldsAreEqual() {
        List<ACL> open = ZooDefs.Ids.OPEN_ACL_UNSAFE;
        assertThat(Op.create("/a", new byte[] {1}, open, CreateMode.EPHEMERAL))
                .isEqualTo(Op.create("/a", new byte[] {1}, open, 1))
                .hasSameHashCodeAs(Op.create("/a", new byte[] {1}, open, 1))
                .isNotEqualTo(Op.create("/a", new byte[] {2}, open, 1))
                .isNotEqualTo(Op.create("/b", new byte[] {1}, open, 1))
                .isNotEqualTo(Op.setData("/a", new byte[] {1}, 1));
        assertThat(Op.delete("/a", 1)).isEqualTo(Op.delete("/a", 1)).isNotEqualTo(Op.check("/a", 1));
        assertThat(Op.getData("/a")).isNotEqualTo(Op.getChildren("/a"));
    }

    @Test
    void operationsTellTheirNumbers() {
        List<ACL> open = ZooDefs.Ids.OPEN_ACL_UNSAFE;
        assertThat(Op.create("/a", null, open, CreateMode.PERSISTENT).getType()).isEqualTo(1);
        assertThat(Op.create("/a", null, open, CreateMode.CONTAINER).getType()).isEqualTo(19);
        assertThat(Op.create("/a", null, open, CreateMode.PERSISTENT_WITH_TTL, 5)
                        .getType())
                .isEqualTo(21);
        assertThat(Op.create(
                                "/a",
                                null,
                                CreateOptions.newBuilder(open, CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL)
                                        .withTtl(5)
                                        .build())
                        .getType())
                .isEqualTo(21);
        assertThat(Op.getData("/a").getKind()).isEqualTo(Op.OpKind.READ);
        assertThat(Op.check("/a", 1).getKind()).isEqualTo(Op.OpKind.TRANSACTION);
    }

    @Test
    void operationsShowTheirRequests() {
        assertThat(Op.create("/a", new byte[] {1}, ZooDefs.Ids.READ_ACL_UNSAFE, CreateMode.EPHEMERAL)
                        .toRequestRecord())
                .isEqualTo(new org.apache.zookeeper.proto.CreateRequest(
                        "/a", new byte[] {1}, ZooDefs.Ids.READ_ACL_UNSAFE, 1));
        assertThat(Op.check("/a", 3).toRequestRecord())
                .isEqualTo(new org.apache.zookeeper.proto.CheckVersionRequest("/a", 3));
    }

    @Test
    void optionsNeedAListAndATimeToLiveThatFits() {
        assertThatThrownBy(() -> CreateOptions.newBuilder(null, CreateMode.PERSISTENT))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("access control list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateOptions.newBuilder(ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)
                        .withTtl(5)
                        .build());
    }

    @Test
    void quotasAreReadAndWrittenInTheServersText() {
        assertThat(new StatsTrack()).hasToString("count=-1,bytes=-1");
        assertThat(new StatsTrack("count=1,bytes=2")).hasToString("count=1,bytes=2");
        var hard = new StatsTrack("count=3,bytes=9=;byteHardLimit=1;countHardLimit=2");
        assertThat(hard).hasToString("count=3,bytes=9=;byteHardLimit=1;countHardLimit=2");
        assertThat(hard.getByteHardLimit()).isEqualTo(1);
        assertThat(hard.getCountHardLimit()).isEqualTo(2);
        var made = new StatsTrack();
        made.setCountHardLimit(5);
        made.setBytes(7);
        assertThat(made)
                .hasToString("count=-1,bytes=7=;countHardLimit=5")
                .isEqualTo(new StatsTrack(made.getStatsBytes()));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatsTrack("x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatsTrack("count=x"));
    }

    @Test
    void quotasLiveBelowTheSystemNode() {
        assertThat(Quotas.limitPath("/a")).isEqualTo("/zookeeper/quota/a/zookeeper_limits");
        assertThat(Quotas.statPath("/a")).isEqualTo("/zookeeper/quota/a/zookeeper_stats");
        assertThat(Quotas.trimQuotaPath("/zookeeper/quota/a/b")).isEqualTo("/a/b");
    }

    @Test
    void permissionsHaveLetters() {
        assertThat(ZKUtil.getPermString(31)).isEqualTo("cdrwa");
        assertThat(ZKUtil.getPermString(5)).isEqualTo("cr");
        assertThat(ZKUtil.aclToString(List.of(new ACL(31, new Id("auth", "")), new ACL(1, new Id("digest", "u:h")))))
                .isEqualTo("auth::cdrwa,digest:u:h:r");
    }

    @Test
    void theVersionIsThatOfTheApi() {
        assertThat(Version.getVersion()).isEqualTo("3.9.5");
        assertThat(Version.getFullVersion()).startsWith("3.9.5-");
    }
}
