/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.auth;

import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/**
 * A JAAS login module for a user with a password, both written in the JAAS configuration:
 *
 * <pre>{@code
 * Client {
 *     org.apache.zookeeper.server.auth.DigestLoginModule required username="bob" password="secret";
 * };
 * }</pre>
 *
 * <p>Whether the password is right only the server can tell; nothing is checked here.
 */
public class DigestLoginModule implements LoginModule {
    private @Nullable Subject subject;
    private @Nullable String user;
    private @Nullable String password;

    @Override
    public void initialize(
            Subject subject, CallbackHandler callbackHandler, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.user = (String) options.get("username");
        this.password = (String) options.get("password");
    }

    /** Puts the user and the password of the configuration at hand; a section of a server has neither. */
    @Override
    public boolean login() throws LoginException {
        if ((user == null) != (password == null)) {
            throw new LoginException("DigestLoginModule has " + (user == null ? "no username" : "no password")
                    + " in the JAAS configuration");
        }
        return true;
    }

    @Override
    public boolean commit() {
        if (subject != null && user != null && password != null) {
            subject.getPublicCredentials().add(user);
            subject.getPrivateCredentials().add(password);
        }
        return true;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        if (subject != null && user != null && password != null) {
            subject.getPublicCredentials().remove(user);
            subject.getPrivateCredentials().remove(password);
        }
        return true;
    }
}
