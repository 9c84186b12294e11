/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import io.zk4j.protocol.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * What this side says in the SASL login of one connection: by GSSAPI for a Kerberos principal, by DIGEST-MD5 for a user with a
 * password.
 *
 * <p>Used by one thread at a time. May wait for a name service or a key distribution centre, so not on an event loop.
 */
public final class SaslConversation {
    private static final String KERBEROS = "GSSAPI";
    private static final String DIGEST = "DIGEST-MD5";
    /** The name that servers go by in DIGEST-MD5, whatever their host. */
    private static final String DIGEST_SERVER = "zk-sasl-md5";

    private static final Pattern PRINCIPAL = Pattern.compile("([^/@]+)/([^/@]+)(@.+)?");

    private final SaslSettings settings;
    private final Subject subject;
    private final String host;
    private @Nullable SaslClient client;
    private String mechanism = "SASL";

    SaslConversation(SaslSettings settings, Subject subject, String host) {
        this.settings = settings;
        this.subject = subject;
        this.host = host;
    }

    /**
     * What to say next.
     *
     * @param token null if there is nothing to say
     * @param satisfied whether nothing more is needed from the server
     */
    public record Answer(@Nullable Bytes token, boolean satisfied) {}

    /**
     * Answers the server's token; null for the first.
     *
     * @throws SaslException if the token is not to be believed, or the answer cannot be had
     */
    @SuppressWarnings("removal") // There is no other way that both Java 17 and its successors have.
    public Answer answer(@Nullable Bytes challenge) throws SaslException {
        try {
            return Subject.doAs(subject, (PrivilegedExceptionAction<Answer>) () -> answerAsSubject(challenge));
        } catch (PrivilegedActionException e) {
            Throwable cause = e.getCause();
            throw new SaslException(mechanism + ": " + reason(cause == null ? e : cause), e);
        }
    }

    private Answer answerAsSubject(@Nullable Bytes challenge) throws SaslException {
        SaslClient speaker = client == null ? client() : client;
        client = speaker;
        if (challenge == null && !speaker.hasInitialResponse()) {
            return new Answer(Bytes.EMPTY, false); // Asks the server to begin.
        }
        byte[] token = speaker.evaluateChallenge(challenge == null ? new byte[0] : challenge.toArray());
        return new Answer(token == null ? null : Bytes.wrap(token), speaker.isComplete());
    }

    private SaslClient client() throws SaslException {
        return subject.getPrincipals().isEmpty() ? digestClient() : kerberosClient();
    }

    private SaslClient digestClient() throws SaslException {
        mechanism = DIGEST;
        String user = first(subject.getPublicCredentials());
        String password = first(subject.getPrivateCredentials());
        if (user == null || password == null) {
            throw new SaslException("the login in the JAAS section " + settings.loginSection()
                    + " gave neither a Kerberos principal nor a username with a password");
        }
        return made(DIGEST, user, SaslSettings.DEFAULT_SERVICE, DIGEST_SERVER, questions -> {
            for (Callback question : questions) {
                answerDigest(question, user, password);
            }
        });
    }

    private static void answerDigest(Callback question, String user, String password)
            throws UnsupportedCallbackException {
        if (question instanceof NameCallback name) {
            name.setName(user);
        } else if (question instanceof PasswordCallback secret) {
            secret.setPassword(password.toCharArray());
        } else if (question instanceof RealmCallback realm) {
            realm.setText(realm.getDefaultText());
        } else {
            throw new UnsupportedCallbackException(question);
        }
    }

    private SaslClient kerberosClient() throws SaslException {
        String principal = settings.serverPrincipal();
        if (principal == null) {
            principal = settings.serviceName() + "/" + (settings.canonicalHost() ? canonical(host) : host);
        }
        mechanism = KERBEROS + " with the server " + principal;
        Matcher parts = PRINCIPAL.matcher(principal);
        if (!parts.matches()) {
            throw new SaslException("the server's principal " + principal
                    + " (zookeeper.server.principal) must be service/host, as in zookeeper/zk1.example.org");
        }
        String own = subject.getPrincipals().iterator().next().getName();
        return made(KERBEROS, own, parts.group(1), parts.group(2), questions -> {
            throw new UnsupportedCallbackException(questions[0]);
        });
    }

    private static SaslClient made(
            String mechanism,
            String authorizationId,
            String service,
            String server,
            javax.security.auth.callback.CallbackHandler handler)
            throws SaslException {
        SaslClient client =
                Sasl.createSaslClient(new String[] {mechanism}, authorizationId, service, server, Map.of(), handler);
        if (client == null) {
            throw new SaslException("this JVM does not have the SASL mechanism " + mechanism);
        }
        return client;
    }

    /** The name that the name service has for a host, unless it only knows its address. */
    private static String canonical(String host) {
        try {
            var address = InetAddress.getByName(host);
            String name = address.getCanonicalHostName();
            return name.equals(address.getHostAddress()) ? host : name;
        } catch (UnknownHostException e) {
            return host; // The connection is up, so the name is good for that at least.
        }
    }

    private static @Nullable String first(Set<Object> credentials) {
        return credentials.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The messages of a failure and of what caused it, since the last has the news. */
    private static String reason(Throwable failure) {
        var text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }
}
