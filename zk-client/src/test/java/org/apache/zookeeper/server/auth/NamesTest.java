/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @Test
    void aDigestHidesThePassword() throws Exception {
        assertThat(DigestAuthenticationProvider.generateDigest("alice:pw"))
                .isEqualTo("alice:V55/p2T0OpjQ+low3NVAH4aLvm0=");
        assertThat(DigestAuthenticationProvider.generateDigest("alice:p:w")).startsWith("alice:");
    }

    @Test
    void aDigestIdHasTwoParts() {
        var digest = new DigestAuthenticationProvider();
        assertThat(digest.getScheme()).isEqualTo("digest");
        assertThat(digest.isValid("alice:hash")).isTrue();
        assertThat(digest.isValid("alice")).isFalse();
        assertThat(digest.isValid("alice:")).isFalse();
        assertThat(digest.isValid("alice:a:b")).isFalse();
        assertThat(digest.getUserName("alice:hash")).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "zookeeper/host.example@EXAMPLE.COM, zookeeper, host.example, EXAMPLE.COM",
        "alice@EXAMPLE.COM, alice, , EXAMPLE.COM",
        "alice, alice, , ",
        "zookeeper/host, zookeeper, host, "
    })
    void aPrincipalHasUpToThreeParts(String name, String service, String host, String realm) {
        var principal = new KerberosName(name);
        assertThat(principal.getServiceName()).isEqualTo(service);
        assertThat(principal.getHostName()).isEqualTo(host);
        assertThat(principal.getRealm()).isEqualTo(realm);
        assertThat(principal).hasToString(name);
    }

    @Test
    void aPrincipalWithTwoRealmsIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KerberosName("a@B@C"));
    }

    @Test
    void aPlainNameIsItsOwnShortName() throws IOException {
        assertThat(new KerberosName("alice").getShortName()).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "RULE:[1:$1@$0](.*@HERE)s/@.*//, bob",
        "RULE:[1:$1](bob)s/b/x/, xob",
        "RULE:[1:$1](bob)s/b/x/g, xox",
        "RULE:[1:user_$1], user_bob"
    })
    void aRuleMakesAShortName(String rule, String shortName) throws IOException {
        assertThat(KerberosRule.parse(rule).apply(new String[] {"HERE", "bob"})).isEqualTo(shortName);
    }

    @ParameterizedTest
    @CsvSource({"RULE:[2:$1], of another number of parts", "RULE:[1:$1@$0](.*@ELSEWHERE)s/@.*//, of another realm"})
    void aRuleThatDoesNotFitMakesNone(String rule, String why) throws IOException {
        assertThat(KerberosRule.parse(rule).apply(new String[] {"HERE", "bob"}))
                .as(why)
                .isNull();
    }

    @Test
    void aRuleMustBeReadableAndItsOutcomeShort() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> KerberosRule.parse("RULE:nonsense"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> KerberosRule.parse("RULE:[1:$1](*)s/a/b/"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KerberosRule.parse("RULE:[1:$1@$0]").apply(new String[] {"HERE", "bob"}))
                .withMessageContaining("bob@HERE");
    }
}
