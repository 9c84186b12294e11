/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.zookeeper.common.ZKConfig;

/** A login under a section of the JAAS configuration, made when this is constructed and kept until {@link #shutdown}. */
public class Login {
    /** User name of a login that is not a person's. */
    public static final String SYSTEM_USER = System.getProperty("user.name", "<NA>");

    private final Supplier<CallbackHandler> callbackHandlers;
    private final String loginContextName;
    private final LoginContext loginContext;
    private final long loggedInAtMillis = System.currentTimeMillis();

    /**
     * Logs in.
     *
     * @param loginContextName section of the JAAS configuration
     * @param callbackHandlerSupplier answers what the login modules ask
     * @param zkConfig the settings
     * @throws LoginException if a login module refuses, or there is no such section
     */
    public Login(String loginContextName, Supplier<CallbackHandler> callbackHandlerSupplier, ZKConfig zkConfig)
            throws LoginException {
        this.loginContextName = loginContextName;
        this.callbackHandlers = callbackHandlerSupplier;
        this.loginContext = new LoginContext(loginContextName, callbackHandlerSupplier.get());
        loginContext.login();
    }

    /** {@return a new handler for what login modules ask} */
    public CallbackHandler newCallbackHandler() {
        return callbackHandlers.get();
    }

    /** {@return who is logged in} */
    public Subject getSubject() {
        return loginContext.getSubject();
    }

    /** {@return the first principal's name} */
    public String getUserName() {
        return getSubject().getPrincipals().stream()
                .findFirst()
                .map(principal -> principal.getName())
                .orElse(SYSTEM_USER);
    }

    /** {@return the section of the JAAS configuration} */
    public String getLoginContextName() {
        return loginContextName;
    }

    /** {@return when the login was made, in milliseconds since 1970} */
    public long getLastLogin() {
        return loggedInAtMillis;
    }

    /** Logs out. */
    public void shutdown() {
        try {
            logout();
        } catch (LoginException e) {
            throw new IllegalStateException("cannot log out of " + loginContextName, e);
        }
    }

    /**
     * Logs out.
     *
     * @throws LoginException if the login cannot be ended
     */
    protected void logout() throws LoginException {
        loginContext.logout();
    }
}
