/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpSchemeTest {
    private final IpScheme ip = new IpScheme();

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.1.128/25, 192.168.1.200, true",
        "192.168.1.128/25, 192.168.1.100, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "1.2.3.4/32, 1.2.3.4, true",
        "1.2.3.4/31, 1.2.3.5, true",
        "fe80::/10, fe80::1, true",
        "fe80::/10, febf::1%eth0, true",
        "fe80::/10, fec0::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, 1.2.3.4, false",
        "0.0.0.0/0, ::1, false",
        "::ffff:1.2.3.4, ::ffff:102:304, true",
    })
    void anEntryMeansAnAddressOrANetwork(String entry, String caller, boolean matches) {
        assertThat(ip.isValidId(entry)).isTrue();
        assertThat(ip.matches(entry, caller)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "300.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/x",
                "1.2.3.4/",
                "01234.1.1.1",
                "+1.2.3.4",
                "::1/129",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                ":::",
                "1:2:3:4:5:6:7::8",
                "example.com",
                "1.2.3.4:2181",
                "٣.1.1.1"
            })
    void whatIsNoAddressIsNoEntry(String entry) {
        assertThat(ip.isValidId(entry)).isFalse();
        assertThat(ip.matches(entry, "1.2.3.4")).isFalse();
    }
}
