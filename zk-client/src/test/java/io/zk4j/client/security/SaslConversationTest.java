/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Bytes;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.Test;

/** What the client says in a login, to the JDK's own server of the same mechanism. */
class SaslConversationTest {
    private static SaslServer server(String passwordOfBob) throws SaslException {
        return Sasl.createSaslServer("DIGEST-MD5", "zookeeper", "zk-sasl-md5", Map.of(), questions -> {
            for (Callback question : questions) {
                if (question instanceof NameCallback name) {
                    assertThat(name.getDefaultName()).isEqualTo("bob");
                } else if (question instanceof RealmCallback realm) {
                    realm.setText(realm.getDefaultText());
                } else if (question instanceof PasswordCallback password) {
                    password.setPassword(passwordOfBob.toCharArray());
                } else if (question instanceof AuthorizeCallback authorize) {
                    authorize.setAuthorized(authorize.getAuthorizationID().equals("bob"));
                }
            }
        });
    }

    private static SaslConversation bob() throws Exception {
        var login = new SaslLogin(SaslSettings.digest("bob", "secret"));
        Subject subject = login.subject();
        assertThat(login.subject()).isSameAs(subject);
        return login.conversation(subject, "localhost");
    }

    @Test
    void aUserWithAPasswordAndAServerThatKnowsItBelieveEachOther() throws Exception {
        SaslServer server = server("secret");
        SaslConversation bob = bob();

        assertThat(bob.answer(null)).isEqualTo(new SaslConversation.Answer(Bytes.EMPTY, false));
        var proof = bob.answer(Bytes.wrap(server.evaluateResponse(new byte[0])));
        assertThat(proof.satisfied()).isFalse();
        var last = bob.answer(Bytes.wrap(server.evaluateResponse(proof.token().toArray())));

        assertThat(last).isEqualTo(new SaslConversation.Answer(null, true));
        assertThat(server.getAuthorizationID()).isEqualTo("bob");
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsNotBelieved() throws Exception {
        SaslConversation bob = bob();
        bob.answer(null);
        bob.answer(Bytes.wrap(server("secret").evaluateResponse(new byte[0])));

        assertThatThrownBy(() -> bob.answer(Bytes.wrap(("rspauth=" + "0".repeat(32)).getBytes(UTF_8))))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("DIGEST-MD5");
        assertThatThrownBy(() -> bob().answer(Bytes.EMPTY)).isInstanceOf(SaslException.class);
    }

    @Test
    void aLoginThatGaveNothingToShowIsSaidToHave() {
        var nobody = new SaslConversation(SaslSettings.jaas("Client"), new Subject(), "localhost");
        assertThatThrownBy(() -> nobody.answer(null))
                .hasMessageContainingAll("JAAS section Client", "neither a Kerberos principal nor a username");
    }

    @Test
    void aServersPrincipalThatIsNoneIsNamed() {
        var subject = new Subject();
        subject.getPrincipals().add(new KerberosPrincipal("bob@EXAMPLE.ORG"));
        var settings = SaslSettings.jaas("Client").withServerPrincipal("zookeeper");
        assertThatThrownBy(() -> new SaslConversation(settings, subject, "localhost").answer(null))
                .hasMessageContainingAll("GSSAPI", "zookeeper.server.principal", "service/host");
    }
}
