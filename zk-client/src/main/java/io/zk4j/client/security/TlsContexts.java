/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS context of one client. It is made anew when a file that it was made of has changed, so that a certificate can be renewed
 * under a running client: the next connection uses it.
 *
 * <p>Reads files, so it is asked on threads that may block.
 */
public final class TlsContexts {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

    private final TlsSettings settings;
    /** Replaced as a whole: the attempt to connect that is given up may still be reading when the next one asks. */
    private final AtomicReference<Made> latest;

    /** A context and what its files looked like before they were read. */
    private record Made(SSLContext context, List<Stamp> stamps) {}

    private record Stamp(Path file, long modifiedMillis, long bytes) {}

    private TlsContexts(TlsSettings settings) {
        this.settings = settings;
        this.latest = new AtomicReference<>(make());
    }

    /**
     * Reads what the settings name.
     *
     * @throws TlsException if it cannot be used
     */
    public static TlsContexts load(TlsSettings settings) {
        return new TlsContexts(settings);
    }

    /** The context for one more connection. */
    public TlsContext next() {
        Made made = requireNonNull(latest.get());
        if (settings.contexts() != null || !made.stamps().equals(stamps())) {
            made = remake(made);
        }
        return new TlsContext(made.context(), settings);
    }

    private Made remake(Made old) {
        try {
            Made made = make();
            latest.set(made);
            return made;
        } catch (TlsException halfWritten) {
            LOG.warn(
                    "The files for TLS have changed and cannot be used now; those read before stay in use",
                    halfWritten);
            return old;
        }
    }

    private Made make() {
        List<Stamp> before = stamps();
        return new Made(context(settings), before);
    }

    /** A context as the settings say. */
    public static SSLContext context(TlsSettings settings) {
        var supplier = settings.contexts();
        if (supplier != null) {
            SSLContext supplied = supplier.get();
            if (supplied == null) {
                throw new TlsException(
                        "the supplier of TLS contexts, " + supplier.getClass().getName() + ", gave null");
            }
            return checked(supplied, settings);
        }
        try {
            var context = SSLContext.getInstance(settings.protocol());
            context.init(keyManagers(settings.keyStore()), trustManagers(settings), null);
            return checked(context, settings);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "zookeeper.ssl.protocol " + settings.protocol() + ": this JVM has no such TLS (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** Refuses versions and suites that there are not before the first connection needs them. */
    private static SSLContext checked(SSLContext context, TlsSettings settings) {
        new TlsContext(context, settings).engine("localhost", 0);
        return context;
    }

    private static KeyManager @Nullable [] keyManagers(@Nullable StoreFile file) {
        if (file == null) {
            return null;
        }
        KeyStore store = file.read();
        try {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, file.readPassword());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw file.failure(
                    "its key cannot be used (" + e.getMessage() + "); a key must have the password of the file", e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(TlsSettings settings) {
        StoreFile file = settings.trustStore();
        boolean revocation = settings.checkRevocationLists() || settings.checkOcsp();
        if (file == null) {
            if (revocation) {
                throw new TlsException(
                        "zookeeper.ssl.crl and zookeeper.ssl.ocsp need zookeeper.ssl.trustStore.location");
            }
            return null;
        }
        KeyStore store = file.read();
        try {
            if (!revocation) {
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                return factory.getTrustManagers();
            }
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(revocationChecked(store, settings)));
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw file.failure("its certificates cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static PKIXBuilderParameters revocationChecked(KeyStore store, TlsSettings settings)
            throws GeneralSecurityException {
        var parameters = new PKIXBuilderParameters(store, new X509CertSelector());
        var checker =
                (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (!settings.checkOcsp()) {
            options.add(Option.PREFER_CRLS);
            options.add(Option.NO_FALLBACK);
        } else if (!settings.checkRevocationLists()) {
            options.add(Option.NO_FALLBACK);
        }
        checker.setOptions(options);
        parameters.setRevocationEnabled(true);
        parameters.addCertPathChecker(checker);
        return parameters;
    }

    private List<Stamp> stamps() {
        var stamps = new ArrayList<Stamp>();
        for (StoreFile store : new StoreFile[] {settings.keyStore(), settings.trustStore()}) {
            if (store != null) {
                stamps.add(stamp(store.file()));
                Path passwordFile = store.passwordFile();
                if (passwordFile != null) {
                    stamps.add(stamp(passwordFile));
                }
            }
        }
        return stamps;
    }

    private static Stamp stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(file, attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (IOException missing) {
            return new Stamp(file, -1, -1); // Whoever reads it says so.
        }
    }
}
