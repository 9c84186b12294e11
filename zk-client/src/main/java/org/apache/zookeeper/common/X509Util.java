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

    /** The name of TLS 1.1 in settings. */
    public static final String TLS_1_1 = "TLSv1.1";
    /** The name of TLS 1.2 in settings. */
    public static final String TLS_1_2 = "TLSv1.2";
    /** The name of TLS 1.3 in settings. */
    public static final String TLS_1_3 = "TLSv1.3";

    /** TLS version unless set. */
    public static final String DEFAULT_PROTOCOL = TLS_1_3;

    /** Time that a server waits to tell TLS from plain text, unless set. */
    public static final int DEFAULT_HANDSHAKE_DETECTION_TIMEOUT_MILLIS = 5000;

    /** {@return begin of all names of this kind of connection, such as {@code zookeeper.}} */
    protected abstract String getConfigPrefix();

    /** {@return whether this side looks at the host in a client's certificate unless set} */
    protected abstract boolean shouldVerifyClientHostname();

    /** {@return whether addresses may be looked up for that unless set} */
    protected abstract boolean shouldAllowReverseDnsLookup();

    /** {@return name of the setting: TLS version to use} */
    public String getSslProtocolProperty() {
        return getConfigPrefix() + "ssl.protocol";
    }

    /** {@return name of the setting: TLS versions to allow} */
    public String getSslEnabledProtocolsProperty() {
        return getConfigPrefix() + "ssl.enabledProtocols";
    }

    /** {@return name of the setting: file that holds the own key and certificate} */
    public String getSslKeystoreLocationProperty() {
        return getConfigPrefix() + "ssl.keyStore.location";
    }

    /** {@return name of the setting: password of that file} */
    public String getSslKeystorePasswdProperty() {
        return getConfigPrefix() + "ssl.keyStore.password";
    }

    /** {@return name of the setting: file that holds this password} */
    public String getSslKeystorePasswdPathProperty() {
        return getConfigPrefix() + "ssl.keyStore.passwordPath";
    }

    /** {@return name of the setting: format of that file, see {@link KeyStoreFileType}} */
    public String getSslKeystoreTypeProperty() {
        return getConfigPrefix() + "ssl.keyStore.type";
    }

    /** {@return name of the setting: file that holds the certificates to trust} */
    public String getSslTruststoreLocationProperty() {
        return getConfigPrefix() + "ssl.trustStore.location";
    }

    /** {@return name of the setting: password of that file} */
    public String getSslTruststorePasswdProperty() {
        return getConfigPrefix() + "ssl.trustStore.password";
    }

    /** {@return name of the setting: file that holds this password} */
    public String getSslTruststorePasswdPathProperty() {
        return getConfigPrefix() + "ssl.trustStore.passwordPath";
    }

    /** {@return name of the setting: format of that file, see {@link KeyStoreFileType}} */
    public String getSslTruststoreTypeProperty() {
        return getConfigPrefix() + "ssl.trustStore.type";
    }

    /** {@return name of the setting: class that supplies the TLS context in place of the files} */
    public String getSslContextSupplierClassProperty() {
        return getConfigPrefix() + "ssl.context.supplier.class";
    }

    /** {@return name of the setting: whether the server's certificate must name its host} */
    public String getSslHostnameVerificationEnabledProperty() {
        return getConfigPrefix() + "ssl.hostnameVerification";
    }

    /** {@return name of the setting: whether the client's certificate must name its host} */
    public String getSslClientHostnameVerificationEnabledProperty() {
        return getConfigPrefix() + "ssl.clientHostnameVerification";
    }

    /** {@return name of the setting: whether addresses may be looked up for that} */
    public String getSslAllowReverseDnsLookupProperty() {
        return getConfigPrefix() + "ssl.allowReverseDnsLookup";
    }

    /** {@return name of the setting: whether revocation lists are asked} */
    public String getSslCrlEnabledProperty() {
        return getConfigPrefix() + "ssl.crl";
    }

    /** {@return name of the setting: whether OCSP is asked} */
    public String getSslOcspEnabledProperty() {
        return getConfigPrefix() + "ssl.ocsp";
    }

    /** {@return name of the setting: whether clients must have a certificate} */
    public String getSslClientAuthProperty() {
        return getConfigPrefix() + "ssl.clientAuth";
    }

    /** {@return name of the setting: how long a server waits to tell TLS from plain text} */
    public String getSslHandshakeDetectionTimeoutMillisProperty() {
        return getConfigPrefix() + "ssl.handshakeDetectionTimeoutMillis";
    }

    /** {@return name of the setting: cipher suites to allow} */
    public String getSslCipherSuitesProperty() {
        return getConfigPrefix() + "ssl.ciphersuites";
    }

    /**
     * As {@link #getSslCipherSuitesProperty}.
     *
     * @return name of the setting
     */
    public String getCipherSuitesProperty() {
        return getSslCipherSuitesProperty();
    }

    /** {@return name of the setting {@link #FIPS_MODE_PROPERTY}} */
    public String getFipsModeProperty() {
        return FIPS_MODE_PROPERTY;
    }

    /**
     * {@return whether the settings keep to what the JVM's own TLS does; they do unless switched off}
     *
     * @param config the settings to read from
     */
    public static boolean getFipsMode(ZKConfig config) {
        return config.getBoolean(FIPS_MODE_PROPERTY, true);
    }

    /**
     * {@return whether the server's certificate must name its host; it must unless switched off}
     *
     * @param config the settings to read from
     */
    public boolean isServerHostnameVerificationEnabled(ZKConfig config) {
        return config.getBoolean(getSslHostnameVerificationEnabledProperty(), true);
    }

    /**
     * {@return whether the client's certificate must name its host}
     *
     * @param config the settings to read from
     */
    public boolean isClientHostnameVerificationEnabled(ZKConfig config) {
        return isServerHostnameVerificationEnabled(config)
                && config.getBoolean(getSslClientHostnameVerificationEnabledProperty(), shouldVerifyClientHostname());
    }

    /**
     * {@return whether addresses may be looked up to find their host names}
     *
     * @param config the settings to read from
     */
    public boolean allowReverseDnsLookup(ZKConfig config) {
        return config.getBoolean(getSslAllowReverseDnsLookupProperty(), shouldAllowReverseDnsLookup());
    }

    /**
     * {@return a TLS context as the system properties configure it}
     *
     * @throws SSLContextException if a file cannot be used, naming it
     */
    public SSLContext getDefaultSSLContext() throws SSLContextException {
        return createSSLContext(new ZKConfig());
    }

    /**
     * {@return a TLS context with the key store and the trust store that are configured; the JVM's own trust store if none is}
     *
     * @param config the settings to read from
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
     * @param keyStoreLocation path of the file
     * @param keyStorePassword its password; empty for none
     * @param keyStoreTypeProp its format; null or empty to go by the ending of its name
     * @return the store, loaded
     * @throws IOException if it cannot be read or the password is wrong
     * @throws GeneralSecurityException never; the signature is kept for callers that catch it
     */
    public static KeyStore loadKeyStore(
            String keyStoreLocation, String keyStorePassword, @Nullable String keyStoreTypeProp)
            throws IOException, GeneralSecurityException {
        return loadStore("ssl.keyStore", keyStoreLocation, keyStorePassword, keyStoreTypeProp);
    }

    /**
     * Reads a trust store, as {@link #loadKeyStore}.
     *
     * @param trustStoreLocation path of the file
     * @param trustStorePassword its password; empty for none
     * @param trustStoreTypeProp its format; null or empty to go by the ending of its name
     * @return the store, loaded
     * @throws IOException if the archive or stream cannot be read or written
     * @throws GeneralSecurityException never; the signature is kept for callers that catch it
     */
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

    /**
     * {@return the password in a file, if a setting names one, or else in a setting of its own; empty if there is neither}
     *
     * @param config the settings to read from
     * @param propertyName name of the setting with the password
     * @param pathPropertyName name of the setting with the path of its file
     */
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

    /** {@return time that a server waits to tell TLS from plain text, as the system properties say, in milliseconds} */
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

        /**
         * {@return the value of a setting; {@link #NEED} if it is empty}
         *
         * @param prop the value; case does not matter
         */
        public static ClientAuth fromPropertyValue(@Nullable String prop) {
            return StringUtils.isBlank(prop)
                    ? NEED
                    : valueOf(String.valueOf(prop).toUpperCase(Locale.ROOT));
        }
    }
}
