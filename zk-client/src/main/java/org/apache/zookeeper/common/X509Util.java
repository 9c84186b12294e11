/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import io.zk4j.client.security.StoreFile;
import io.zk4j.client.security.StoreType;
import io.zk4j.client.security.TlsContexts;
import io.zk4j.client.security.TlsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.apache.zookeeper.common.X509Exception.SSLContextException;
import org.jspecify.annotations.Nullable;

/** Names of the TLS settings of one kind of connection, and TLS contexts made from them. */
public abstract class X509Util implements Closeable {
    /** Setting that keeps to what the JVM's own TLS does. */
    public static final String FIPS_MODE_PROPERTY = "zookeeper.fips-mode";

    public static final String TLS_1_1 = "TLSv1.1";
    public static final String TLS_1_2 = "TLSv1.2";
    public static final String TLS_1_3 = "TLSv1.3";

    /** TLS version unless set. */
    public static final String DEFAULT_PROTOCOL = TLS_1_3;

    /** Time that a server waits to tell TLS from plain text, unless set. */
    public static final int DEFAULT_HANDSHAKE_DETECTION_TIMEOUT_MILLIS = 5000;

    /** Begin of all names of this kind of connection, such as {@code zookeeper.}. */
    protected abstract String getConfigPrefix();

    /** Whether this side looks at the host in a client's certificate unless set. */
    protected abstract boolean shouldVerifyClientHostname();

    /** Whether addresses may be looked up for that unless set. */
    protected abstract boolean shouldAllowReverseDnsLookup();

    /** Name of the setting: TLS version to use. */
    public String getSslProtocolProperty() {
        return getConfigPrefix() + "ssl.protocol";
    }

    /** Name of the setting: TLS versions to allow. */
    public String getSslEnabledProtocolsProperty() {
        return getConfigPrefix() + "ssl.enabledProtocols";
    }

    /** Name of the setting: file that holds the own key and certificate. */
    public String getSslKeystoreLocationProperty() {
        return getConfigPrefix() + "ssl.keyStore.location";
    }

    /** Name of the setting: password of that file. */
    public String getSslKeystorePasswdProperty() {
        return getConfigPrefix() + "ssl.keyStore.password";
    }

    /** Name of the setting: file that holds this password. */
    public String getSslKeystorePasswdPathProperty() {
        return getConfigPrefix() + "ssl.keyStore.passwordPath";
    }

    /** Name of the setting: format of that file, see {@link KeyStoreFileType}. */
    public String getSslKeystoreTypeProperty() {
        return getConfigPrefix() + "ssl.keyStore.type";
    }

    /** Name of the setting: file that holds the certificates to trust. */
    public String getSslTruststoreLocationProperty() {
        return getConfigPrefix() + "ssl.trustStore.location";
    }

    /** Name of the setting: password of that file. */
    public String getSslTruststorePasswdProperty() {
        return getConfigPrefix() + "ssl.trustStore.password";
    }

    /** Name of the setting: file that holds this password. */
    public String getSslTruststorePasswdPathProperty() {
        return getConfigPrefix() + "ssl.trustStore.passwordPath";
    }

    /** Name of the setting: format of that file, see {@link KeyStoreFileType}. */
    public String getSslTruststoreTypeProperty() {
        return getConfigPrefix() + "ssl.trustStore.type";
    }

    /** Name of the setting: class that supplies the TLS context in place of the files. */
    public String getSslContextSupplierClassProperty() {
        return getConfigPrefix() + "ssl.context.supplier.class";
    }

    /** Name of the setting: whether the server's certificate must name its host. */
    public String getSslHostnameVerificationEnabledProperty() {
        return getConfigPrefix() + "ssl.hostnameVerification";
    }

    /** Name of the setting: whether the client's certificate must name its host. */
    public String getSslClientHostnameVerificationEnabledProperty() {
        return getConfigPrefix() + "ssl.clientHostnameVerification";
    }

    /** Name of the setting: whether addresses may be looked up for that. */
    public String getSslAllowReverseDnsLookupProperty() {
        return getConfigPrefix() + "ssl.allowReverseDnsLookup";
    }

    /** Name of the setting: whether revocation lists are asked. */
    public String getSslCrlEnabledProperty() {
        return getConfigPrefix() + "ssl.crl";
    }

    /** Name of the setting: whether OCSP is asked. */
    public String getSslOcspEnabledProperty() {
        return getConfigPrefix() + "ssl.ocsp";
    }

    /** Name of the setting: whether clients must have a certificate. */
    public String getSslClientAuthProperty() {
        return getConfigPrefix() + "ssl.clientAuth";
    }

    /** Name of the setting: how long a server waits to tell TLS from plain text. */
    public String getSslHandshakeDetectionTimeoutMillisProperty() {
        return getConfigPrefix() + "ssl.handshakeDetectionTimeoutMillis";
    }

    /** Name of the setting: cipher suites to allow. */
    public String getSslCipherSuitesProperty() {
        return getConfigPrefix() + "ssl.ciphersuites";
    }

    /** As {@link #getSslCipherSuitesProperty}. */
    public String getCipherSuitesProperty() {
        return getSslCipherSuitesProperty();
    }

    /** Name of the setting {@link #FIPS_MODE_PROPERTY}. */
    public String getFipsModeProperty() {
        return FIPS_MODE_PROPERTY;
    }

    /** Whether the settings keep to what the JVM's own TLS does; they do unless switched off. */
    public static boolean getFipsMode(ZKConfig config) {
        return config.getBoolean(FIPS_MODE_PROPERTY, true);
    }

    /** Whether the server's certificate must name its host; it must unless switched off. */
    public boolean isServerHostnameVerificationEnabled(ZKConfig config) {
        return config.getBoolean(getSslHostnameVerificationEnabledProperty(), true);
    }

    /** Whether the client's certificate must name its host. */
    public boolean isClientHostnameVerificationEnabled(ZKConfig config) {
        return isServerHostnameVerificationEnabled(config)
                && config.getBoolean(getSslClientHostnameVerificationEnabledProperty(), shouldVerifyClientHostname());
    }

    /** Whether addresses may be looked up to find their host names. */
    public boolean allowReverseDnsLookup(ZKConfig config) {
        return config.getBoolean(getSslAllowReverseDnsLookupProperty(), shouldAllowReverseDnsLookup());
    }

    /** A TLS context as the system properties configure it. */
    public SSLContext getDefaultSSLContext() throws SSLContextException {
        return createSSLContext(new ZKConfig());
    }

    /**
     * A TLS context with the key store and the trust store that are configured; the JVM's own trust store if none is.
     *
     * @throws SSLContextException if a file cannot be used, naming it
     */
    public SSLContext createSSLContext(ZKConfig config) throws SSLContextException {
        try {
            return TlsContexts.context(TlsConfiguration.of(this, config));
        } catch (TlsException e) {
            throw new SSLContextException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a key store.
     *
     * @param keyStoreTypeProp its format; null or empty to go by the ending of its name
     * @throws IOException if it cannot be read or the password is wrong
     */
    public static KeyStore loadKeyStore(
            String keyStoreLocation, String keyStorePassword, @Nullable String keyStoreTypeProp)
            throws IOException, GeneralSecurityException {
        return loadStore("ssl.keyStore", keyStoreLocation, keyStorePassword, keyStoreTypeProp);
    }

    /** Reads a trust store, as {@link #loadKeyStore}. */
    public static KeyStore loadTrustStore(
            String trustStoreLocation, String trustStorePassword, @Nullable String trustStoreTypeProp)
            throws IOException, GeneralSecurityException {
        return loadStore("ssl.trustStore", trustStoreLocation, trustStorePassword, trustStoreTypeProp);
    }

    private static KeyStore loadStore(String setting, String location, String password, @Nullable String type)
            throws IOException {
        KeyStoreFileType format = KeyStoreFileType.fromPropertyValueOrFileName(type, location);
        try {
            return new StoreFile(setting, Path.of(location), StoreType.valueOf(format.name()), password, null).read();
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The password in a file, if a setting names one, or else in a setting of its own; empty if there is neither. */
    public String getPasswordFromConfigPropertyOrFile(ZKConfig config, String propertyName, String pathPropertyName) {
        String path = config.getProperty(pathPropertyName);
        if (StringUtils.isBlank(path)) {
            return String.valueOf(config.getProperty(propertyName, ""));
        }
        try {
            return Files.readString(Path.of(String.valueOf(path))).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the password file " + path + " that " + pathPropertyName + " names", e);
        }
    }

    /** Time that a server waits to tell TLS from plain text, as the system properties say, in milliseconds. */
    public int getSslHandshakeTimeoutMillis() {
        return new ZKConfig()
                .getInt(getSslHandshakeDetectionTimeoutMillisProperty(), DEFAULT_HANDSHAKE_DETECTION_TIMEOUT_MILLIS);
    }

    /** Nothing to do: a context keeps no file open. */
    @Override
    public void close() {}

    /** Whether a server asks clients for certificates. */
    public enum ClientAuth {
        /** Does not ask. */
        NONE,
        /** Asks, and goes on without. */
        WANT,
        /** Insists. */
        NEED;

        /** The value of a setting; {@link #NEED} if it is empty. */
        public static ClientAuth fromPropertyValue(@Nullable String prop) {
            return StringUtils.isBlank(prop)
                    ? NEED
                    : valueOf(String.valueOf(prop).toUpperCase(Locale.ROOT));
        }
    }
}
