/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The login of one client, made when it first connects and kept. A Kerberos login is made anew once four fifths of its ticket's life
 * are over: looked at whenever the client connects, since a ticket is of no use in between.
 *
 * <p>Asks files, name services and key distribution centres, so it is used on threads that may block.
 */
public final class SaslLogin {
    private static final Logger LOG = LoggerFactory.getLogger(SaslLogin.class);
    private static final int TICKET_LIFE_PERCENT_MAX = 80;

    private final SaslSettings settings;
    /** Login modules are found by the class loader of whoever opens the session, as the threads here are shared by all. */
    private final @Nullable ClassLoader moduleLoader = Thread.currentThread().getContextClassLoader();

    private final ReentrantLock lock = new ReentrantLock(); // An attempt that was given up may still be at it.
    private @Nullable Subject subject;

    public SaslLogin(SaslSettings settings) {
        this.settings = settings;
    }

    /** Whether to connect only if this succeeds. */
    public boolean isRequired() {
        return settings.required();
    }

    /**
     * Who is logged in; null if SASL is not used.
     *
     * @throws LoginException if nobody can be logged in; the message says in which section, and why
     */
    public @Nullable Subject subject() throws LoginException {
        if (!lock.tryLock()) {
            throw new LoginException(
                    "the login in the section " + settings.loginSection() + " hangs since an attempt before");
        }
        try {
            Subject known = subject;
            if (known != null && !isWorn(known)) {
                return known;
            }
            subject = known == null ? newSubject() : renewed(known);
            return subject;
        } finally {
            lock.unlock();
        }
    }

    /** What is said on one connection, by whom {@link #subject} gave. */
    public SaslConversation conversation(Subject who, String host) {
        return new SaslConversation(settings, who, host);
    }

    private @Nullable Subject newSubject() throws LoginException {
        var user = settings.password();
        if (user != null) {
            var known = new Subject();
            known.getPublicCredentials().add(user.user());
            known.getPrivateCredentials().add(user.password());
            return known;
        }
        if (!hasSection()) {
            if (settings.sectionRequired()) {
                throw new LoginException("the JAAS configuration "
                        + System.getProperty("java.security.auth.login.config", "of this JVM") + " has no section "
                        + settings.loginSection());
            }
            return null;
        }
        return logIn();
    }

    private boolean hasSection() throws LoginException {
        try {
            AppConfigurationEntry[] modules =
                    Configuration.getConfiguration().getAppConfigurationEntry(settings.loginSection());
            return modules != null && modules.length > 0;
        } catch (SecurityException noConfiguration) {
            if (settings.sectionRequired()) {
                throw failure("the JAAS configuration cannot be read", noConfiguration);
            }
            LOG.debug("No SASL, as there is no JAAS configuration: {}", String.valueOf(noConfiguration.getMessage()));
            return false;
        }
    }

    private Subject logIn() throws LoginException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(moduleLoader);
        try {
            var context = new LoginContext(settings.loginSection(), SaslLogin::refuseQuestions);
            context.login();
            return context.getSubject();
        } catch (LoginException | SecurityException e) {
            throw failure("the login in the JAAS section " + settings.loginSection() + " failed", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Subject renewed(Subject worn) throws LoginException {
        try {
            return logIn();
        } catch (LoginException e) {
            if (tickets(worn).stream().anyMatch(KerberosTicket::isCurrent)) {
                LOG.warn("The Kerberos login could not be renewed; the ticket at hand is used while it lasts", e);
                return worn;
            }
            throw e;
        }
    }

    private static LoginException failure(String what, Exception why) {
        var failure = new LoginException(what + ": " + why.getMessage());
        failure.initCause(why);
        return failure;
    }

    private static void refuseQuestions(Callback[] questions) throws UnsupportedCallbackException {
        for (Callback question : questions) {
            // The Kerberos module puts "not available to garner authentication information from the user" behind it.
            throw new UnsupportedCallbackException(
                    question,
                    "nobody is there to be asked; are the principal and its keytab or ticket cache as the section says? "
                            + question.getClass().getSimpleName());
        }
    }

    private static boolean isWorn(Subject subject) {
        return tickets(subject).stream().anyMatch(SaslLogin::isWorn);
    }

    private static boolean isWorn(KerberosTicket ticket) {
        Instant begin = (ticket.getStartTime() == null ? ticket.getAuthTime() : ticket.getStartTime()).toInstant();
        Duration life = Duration.between(begin, ticket.getEndTime().toInstant());
        return Instant.now()
                .isAfter(begin.plus(life.multipliedBy(TICKET_LIFE_PERCENT_MAX).dividedBy(100)));
    }

    /** Those that get further tickets. */
    private static List<KerberosTicket> tickets(Subject subject) {
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
                .toList();
    }
}
