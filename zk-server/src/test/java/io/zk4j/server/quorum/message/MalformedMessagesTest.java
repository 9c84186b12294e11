/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.server.quorum.message.ElectionOpening.Address;
import io.zk4j.server.quorum.message.ElectionOpening.Form;
import io.zk4j.server.quorum.message.GoldenEnsemble.Line;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives is a message, or is refused with words that say what was read. Old forms are messages. */
class MalformedMessagesTest {
    private static final String VOTE = "00000000" + number(3) + number(0x100000002L) + number(7);
    private static final int FLIPS_PER_MESSAGE = 40;

    @Test
    void aVoteWithoutPeerEpochHasThatOfItsZxid() {
        assertThat(vote(VOTE)).isEqualTo(new Notification(ServerState.LOOKING, 3, 0x100000002L, 7, 1, 0, null));
    }

    @Test
    void aVoteMayEndWithThePeerEpochOrWithTheVersion() {
        assertThat(vote(VOTE + number(5)))
                .isEqualTo(new Notification(ServerState.LOOKING, 3, 0x100000002L, 7, 5, 0, null));
        assertThat(vote(VOTE + number(5) + "00000001"))
                .isEqualTo(new Notification(ServerState.LOOKING, 3, 0x100000002L, 7, 5, 1, null));
    }

    @Test
    void whatALaterVersionAddsToAVoteIsNotRead() {
        assertThat(vote(VOTE + number(5) + "00000003" + "00000001" + "61" + "ffff"))
                .isEqualTo(new Notification(ServerState.LOOKING, 3, 0x100000002L, 7, 5, 3, "a"));
    }

    @Test
    void theOldFormsOfAVoteAreWrittenAsTheyWereRead() {
        for (var hex : List.of(VOTE + number(5), VOTE + number(5) + "00000001")) {
            assertThat(GoldenEnsemble.hexOf(vote(hex)::encode)).isEqualTo(hex);
        }
    }

    @Test
    void aVoteOfAnotherLengthIsRefused() {
        assertRefused(() -> vote(VOTE.substring(2)), "notification", "27 bytes", "at least 28");
        assertRefused(() -> vote(VOTE + "00"), "notification", "1 last bytes");
        assertRefused(() -> vote(VOTE + number(5) + "0000"), "notification", "2 last bytes");
    }

    @Test
    void aVoteInAnUnknownStateIsRefused() {
        assertRefused(() -> vote("00000004" + VOTE.substring(8)), "notification", "state of 4", "0 to 3");
        assertRefused(() -> vote("ffffffff" + VOTE.substring(8)), "notification", "state of -1");
    }

    @Test
    void aConfigurationThatIsNotThereIsRefused() {
        var head = VOTE + number(5) + "00000002";

        assertRefused(() -> vote(head + "ffffffff"), "notification", "configuration length of -1");
        assertRefused(() -> vote(head + "fffffffe"), "notification", "length of -2");
        assertRefused(() -> vote(head + "00000003" + "6161"), "notification", "length of 3", "at most 2");
        assertRefused(() -> vote(head + "7fffffff"), "notification", "length of 2147483647");
        assertRefused(() -> vote(head), "notification", "0 last bytes");
    }

    @Test
    void anOpeningOfTheOldestFormIsTheServerNumberAlone() {
        var opening = opening(number(7));

        assertThat(opening).isEqualTo(new ElectionOpening(Form.OLD, 7, List.of()));
        assertThat(ElectionOpening.isOldForm(7)).isTrue();
        assertThat(ElectionOpening.isOldForm(-65_536)).isFalse();
        assertThat(GoldenEnsemble.hexOf(opening::encode)).isEqualTo(number(7));
    }

    @Test
    void anOpeningMayNameSeveralAddresses() {
        var opening =
                new ElectionOpening(Form.V2, 2, List.of(new Address("a.example", 3888), new Address("fd00::1", 3889)));
        var hex = GoldenEnsemble.hexOf(opening::encode);

        assertThat(hex).isEqualTo("ffffffffffff0001" + number(2) + "0000001d" + text("a.example:3888|[fd00::1]:3889"));
        assertThat(opening(hex)).isEqualTo(opening);
    }

    @ParameterizedTest
    @CsvSource({"nohost", ":3888", "host:", "host:-1", "host:65536", "::1:3888", "a:1|", "a:1|b:2", "''"})
    void anOpeningWithABadAddressIsRefused(String address) {
        var length = HexFormat.of().toHexDigits(address.length());

        assertRefused(
                () -> opening("ffffffffffff0000" + number(2) + length + text(address)), "election opening", "address");
    }

    @Test
    void anOpeningThatIsNoneIsRefused() {
        var head = "ffffffffffff0000" + number(2);

        assertRefused(() -> opening("fffffffffffffffe" + number(2)), "election opening", "version of -2");
        assertRefused(() -> opening(head + "ffffffff"), "election opening", "length of -1", "1 to 2048");
        assertRefused(() -> opening(head + "00000801"), "election opening", "length of 2049", "1 to 2048");
        assertRefused(() -> opening(head + "00000005" + text("a:1")), "election opening", "3 bytes of addresses");
        assertRefused(() -> opening(head.substring(2)), "election opening");
        assertRefused(
                () -> ElectionOpening.bytesAfterHead(GoldenEnsemble.readerOf(head + "00000801")),
                "election opening",
                "length of 2049");
    }

    @Test
    void aPacketThatTheOtherSideSendsIsRefused() {
        assertRefused(() -> PeerMessages.ofLeader(packet(3, "ffffffff")), "ACK", "of a leader");
        assertRefused(() -> PeerMessages.ofLearner(packet(2, "ffffffff")), "PROPOSAL", "of a learner");
        assertRefused(() -> PeerMessages.ofLearner(packet(20, "ffffffff")), "packet type 20");
        assertRefused(() -> PeerMessages.ofLeader(packet(0, "ffffffff")), "packet type 0");
    }

    @Test
    void aPacketWithoutWhatItIsAboutIsRefused() {
        assertRefused(() -> PeerMessages.ofLeader(packet(2, "ffffffff")), "PROPOSAL", "null buffer");
        assertRefused(() -> PeerMessages.ofLearner(packet(18, "00000002" + "0001")), "ACKEPOCH", "2 last bytes");
        assertRefused(() -> PeerMessages.ofLearner(packet(3, "fffffffe")), "ACK", "length of -2");
        assertRefused(() -> PeerMessages.ofLearner(packet(3, "7fffffff")), "ACK", "length of 2147483647");
        assertRefused(() -> PeerMessages.ofLearner(packet(5, "0000000d" + "00".repeat(13))), "PING", "1 last bytes");
    }

    @Test
    void theShortFormsOfALearnersIntroductionAreUnderstood() {
        assertThat(PeerMessages.ofLearner(packet(11, "00000008" + number(5))))
                .isEqualTo(new PeerMessage.LearnerInfo(false, 0, 5, 0, 0));
        assertThat(PeerMessages.ofLearner(packet(16, "0000000c" + number(5) + "00010000")))
                .isEqualTo(new PeerMessage.LearnerInfo(true, 0, 5, PeerMessage.PROTOCOL_VERSION, 0));
        assertThat(PeerMessages.ofLearner(packet(11, "ffffffff")))
                .isEqualTo(new PeerMessage.LearnerInfo(false, 0, -1, 0, 0));
        assertRefused(() -> PeerMessages.ofLearner(packet(11, "00000009" + number(5) + "00")), "FOLLOWERINFO");
    }

    static Stream<Line> recorded() {
        var notHere = Set.of("EOF", "RESET", "note", "snapshot stream");
        return GoldenEnsemble.lines()
                .filter(line -> !line.connection().startsWith("client") && !notHere.contains(line.name()));
    }

    @Test
    void everyRecordedMessageThatIsCutOffIsRefused() {
        recorded().forEach(line -> {
            for (int length = 0; length < line.hex().length(); length += 2) {
                var in = GoldenEnsemble.readerOf(line.hex().substring(0, length));
                assertThatThrownBy(() -> decode(line, in))
                        .as("%s after %s bytes", line, length / 2)
                        .isInstanceOf(MalformedFrameException.class);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRecordedMessageWithAnotherByteIsReadOrRefused(long seed) {
        var random = new Random(seed);
        recorded().forEach(line -> {
            for (int i = 0; i < FLIPS_PER_MESSAGE; i++) {
                var bytes = HexFormat.of().parseHex(line.hex());
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                readOrRefuse(line, GoldenEnsemble.readerOf(HexFormat.of().formatHex(bytes)));
            }
        });
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L);
    }

    private static void readOrRefuse(Line line, WireReader in) {
        try {
            assertThat(decode(line, in)).isNotNull();
        } catch (MalformedFrameException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static Object decode(Line line, WireReader in) {
        return switch (line.name()) {
            case "election initial message" -> ElectionOpening.decode(in);
            case "notification" -> Notification.decode(in.readNested());
            default -> line.fromOpener() ? PeerMessages.ofLearner(in) : PeerMessages.ofLeader(in);
        };
    }

    private static void assertRefused(ThrowingCallable read, String... words) {
        assertThatThrownBy(read).isInstanceOf(MalformedFrameException.class).hasMessageContainingAll(words);
    }

    private static Notification vote(String hex) {
        return Notification.decode(GoldenEnsemble.readerOf(hex));
    }

    private static ElectionOpening opening(String hex) {
        return ElectionOpening.decode(GoldenEnsemble.readerOf(hex));
    }

    private static WireReader packet(int type, String data) {
        return GoldenEnsemble.readerOf(HexFormat.of().toHexDigits(type) + number(0) + data + "ffffffff");
    }

    private static String number(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
