/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Perms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AclPolicyTest {
    private static final String ALICE_DIGEST = "alice:V55/p2T0OpjQ+low3NVAH4aLvm0=";
    private static final AuthId ALICE = new AuthId("digest", ALICE_DIGEST);
    private static final AuthId LOCAL = AuthId.ofAddress("127.0.0.1");

    private final AclPolicy policy = AclPolicy.standard();

    private static Acl acl(int perms, String scheme, String id) {
        return new Acl(perms, scheme, id);
    }

    @Test
    void anyoneMeansAlsoThoseWithoutAName() {
        assertThat(policy.permits(Acl.READ_UNSAFE, Perms.READ, List.of())).isTrue();
        assertThat(policy.permits(Acl.READ_UNSAFE, Perms.WRITE, List.of(LOCAL))).isFalse();
    }

    @Test
    void entriesAreAlternativesAndDoNotAddUp() {
        var acls = List.of(acl(Perms.READ, "digest", ALICE_DIGEST), acl(Perms.WRITE, "ip", "127.0.0.1"));

        assertThat(policy.permits(acls, Perms.READ, List.of(ALICE))).isTrue();
        assertThat(policy.permits(acls, Perms.WRITE, List.of(ALICE))).isFalse();
        assertThat(policy.permits(acls, Perms.WRITE, List.of(LOCAL, ALICE))).isTrue();
        assertThat(policy.permits(acls, Perms.READ | Perms.ADMIN, List.of(ALICE)))
                .isTrue();
    }

    @Test
    void anIdentityOfAnotherSchemeIsAnotherIdentity() {
        var acls = List.of(acl(Perms.ALL, "digest", ALICE_DIGEST));

        assertThat(policy.permits(acls, Perms.READ, List.of(new AuthId("sasl", ALICE_DIGEST))))
                .isFalse();
    }

    @Test
    void superPassesEveryCheck() {
        assertThat(policy.permits(List.of(acl(0, "digest", "x:y")), Perms.ADMIN, List.of(AuthId.SUPER)))
                .isTrue();
    }

    @Test
    void anEmptyListForbidsNothing() {
        assertThat(policy.permits(List.of(), Perms.ADMIN, List.of())).isTrue();
    }

    @Test
    void checksCanBeSkippedAltogether() {
        var lax = new AclPolicy(List.of(), true);

        assertThat(lax.permits(List.of(acl(0, "digest", "x:y")), Perms.ADMIN, List.of()))
                .isTrue();
    }

    @Test
    void authStandsForWhoTheCallerHasProvenToBe() {
        var bob = new AuthId("sasl", "bob");
        var resolved = policy.resolve(Acl.CREATOR_ALL, List.of(LOCAL, ALICE, bob, AuthId.SUPER));

        assertThat(resolved).containsExactly(acl(Perms.ALL, "digest", ALICE_DIGEST), acl(Perms.ALL, "sasl", "bob"));
    }

    @Test
    void authIsInvalidForSomebodyWithOnlyAnAddress() {
        assertThat(policy.resolve(Acl.CREATOR_ALL, List.of(LOCAL))).isNull();
    }

    @Test
    void duplicatesAreDropped() {
        var twice = List.of(acl(1, "world", "anyone"), acl(1, "world", "anyone"), acl(2, "world", "anyone"));

        assertThat(policy.resolve(twice, List.of()))
                .containsExactly(acl(1, "world", "anyone"), acl(2, "world", "anyone"));
    }

    @ParameterizedTest
    @CsvSource({
        "world, anyone, true",
        "world, somebody, false",
        "digest, alice:hash, true",
        "digest, :hash, true",
        "digest, alice, false",
        "digest, alice:, false",
        "digest, a:b:c, false",
        "ip, 10.0.0.0/8, true",
        "ip, 10.0.0.0/40, false",
        "sasl, alice, true",
        "sasl, alice/host@REALM, true",
        "sasl, a@b@c, false",
        "x509, 'CN=alice,O=zk', true",
        "x509, nonsense, false",
        "super, '', false",
        "nosuch, x, false",
    })
    void eachSchemeSaysWhatMayStandInAnAcl(String scheme, String id, boolean valid) {
        assertThat(policy.resolve(List.of(acl(Perms.ALL, scheme, id)), List.of()) != null)
                .isEqualTo(valid);
    }

    @Test
    void anEmptyListIsNotAValidAcl() {
        assertThat(policy.resolve(List.of(), List.of())).isNull();
    }

    @Test
    void hashesAreShownOnlyToThoseWhoMayChangeThem() {
        var acls = List.of(acl(Perms.ALL, "digest", ALICE_DIGEST), acl(Perms.READ, "world", "anyone"));

        assertThat(policy.shown(acls, List.of(ALICE))).isEqualTo(acls);
        assertThat(policy.shown(acls, List.of()))
                .containsExactly(acl(Perms.ALL, "digest", "alice:x"), acl(Perms.READ, "world", "anyone"));
    }

    @Test
    void aDigestLoginProvesUserAndHash() {
        assertThat(policy.authenticate("digest", Bytes.ofUtf8("alice:pw"), "1.2.3.4"))
                .containsExactly(ALICE);
        assertThat(policy.userName(ALICE)).isEqualTo("alice");
    }

    @Test
    void theSuperDigestMakesSuperAndKeepsTheName() {
        var superId = new DigestScheme("SHA1", null).idOf("super:secret");
        var withSuper = new AclPolicy(List.of(new DigestScheme("SHA1", superId)), false);

        assertThat(withSuper.authenticate("digest", Bytes.ofUtf8("super:secret"), ""))
                .containsExactly(AuthId.SUPER, new AuthId("digest", superId));
        assertThat(withSuper.authenticate("digest", Bytes.ofUtf8("super:wrong"), ""))
                .doesNotContain(AuthId.SUPER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1", "SHA-256", "SHA-512", "SHA3-256", "MD5"})
    void theAlgorithmOfDigestsCanBeChosen(String algorithm) {
        var scheme = new DigestScheme(algorithm, null);

        assertThat(scheme.idOf("u:p")).startsWith("u:").isNotEqualTo("u:");
        assertThat(scheme.isValidId(scheme.idOf("u:p"))).isTrue();
    }

    @Test
    void anUnknownAlgorithmIsRefusedAtOnce() {
        assertThatThrownBy(() -> new DigestScheme("ROT13", null)).hasMessageContaining("ROT13");
    }

    @Test
    void unknownSchemesAndThoseWithoutPasswordsProveNothing() {
        assertThat(policy.authenticate("nosuch", Bytes.EMPTY, "")).isNull();
        assertThat(policy.authenticate("sasl", Bytes.ofUtf8("x"), "")).isNull();
        assertThat(policy.authenticate("world", Bytes.EMPTY, "")).isNull();
    }

    @Test
    void everySaslUserCanBeMeantAtOnce() {
        var sasl = new AclPolicy(List.of(new SaslScheme("everyone")), false);
        var acls = List.of(acl(Perms.READ, "sasl", "everyone"));

        assertThat(sasl.permits(acls, Perms.READ, List.of(new AuthId("sasl", "bob"))))
                .isTrue();
        assertThat(sasl.permits(acls, Perms.READ, List.of(ALICE))).isFalse();
    }
}
