/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void aCopyDoesNotFollowTheArrayItWasMadeFrom() {
        byte[] array = {1, 2, 3};
        var bytes = Bytes.copyOf(array);
        array[0] = 9;
        assertThat(bytes.toArray()).containsExactly(1, 2, 3);
        assertThat(bytes.at(0)).isEqualTo((byte) 1);
    }

    @Test
    void whatIsHandedOutIsACopyTooExceptForTheUnsafeArray() {
        byte[] array = {1, 2, 3};
        var bytes = Bytes.wrap(array);
        bytes.toArray()[0] = 9;
        assertThat(bytes.at(0)).isEqualTo((byte) 1);
        assertThat(bytes.unsafeArray()).isSameAs(array);
    }

    @Test
    void equalityIsThatOfTheContent() {
        var one = Bytes.ofUtf8("abc");
        assertThat(one).isEqualTo(Bytes.copyOf(new byte[] {'a', 'b', 'c'})).hasSameHashCodeAs(Bytes.ofUtf8("abc"));
        assertThat(one).isNotEqualTo(Bytes.ofUtf8("abd")).isNotEqualTo(Bytes.EMPTY);
    }

    @Test
    void nothingIsAlwaysTheSameEmptyValue() {
        assertThat(Bytes.wrap(new byte[0])).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.copyOf(new byte[0])).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.ofUtf8("")).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(Bytes.EMPTY.length()).isZero();
    }

    @Test
    void textComesBackAndWhatIsNoTextIsReplaced() {
        assertThat(Bytes.ofUtf8("zoö🐘").utf8()).isEqualTo("zoö🐘");
        assertThat(Bytes.wrap(new byte[] {'a', (byte) 0xff}).utf8()).isEqualTo("a\ufffd");
    }

    @Test
    void aLogLineStaysShortWhateverTheLength() {
        assertThat(Bytes.EMPTY).hasToString("Bytes[0]");
        assertThat(Bytes.ofUtf8("hello")).hasToString("Bytes[5: 68656c6c6f]");
        assertThat(Bytes.wrap(new byte[16])).hasToString("Bytes[16: " + "00".repeat(16) + "]");
        assertThat(Bytes.wrap(new byte[1 << 20])).hasToString("Bytes[1048576: " + "00".repeat(16) + "…]");
    }
}
