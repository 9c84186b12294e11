/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.security.StoreType;
import io.zk4j.client.security.TlsException;
import io.zk4j.client.security.TlsSettings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.Test;

/** The {@code zookeeper.ssl.} settings and what they mean. */
class TlsConfigurationTest {
    private final ZKClientConfig config = new ZKClientConfig();

    private TlsSettings read() {
        return TlsConfiguration.of(new ClientX509Util(), config);
    }

    private TlsConfigurationTest with(String name, String value) {
        config.setProperty("zookeeper.ssl." + name, value);
        return this;
    }

    /** What {@code ssl.context.supplier.class} names. */
    public static final class Contexts implements Supplier<SSLContext> {
        @Override
        public SSLContext get() {
            try {
                return SSLContext.getDefault();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void withoutAnySettingTheJvmsOwnTrustIsUsedAndHostsAreVerified() {
        assertThat(read()).isEqualTo(TlsSettings.defaults());
    }

    @Test
    void everySettingIsRead() {
        var settings = with("keyStore.location", "/keys/client")
                .with("keyStore.type", "pkcs12")
                .with("keyStore.passwordPath", "/keys/password")
                .with("trustStore.location", "/keys/trust.pem")
                .with("hostnameVerification", "false")
                .with("protocol", "TLSv1.2")
                .with("enabledProtocols", "TLSv1.3, TLSv1.2")
                .with("ciphersuites", "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384")
                .with("crl", "true")
                .with("ocsp", "true")
                .read();

        assertThat(settings.keyStore()).isNotNull().satisfies(store -> {
            assertThat(store.type()).isEqualTo(StoreType.PKCS12);
            assertThat(store.passwordFile()).isEqualTo(Path.of("/keys/password"));
        });
        assertThat(settings.trustStore())
                .isNotNull()
                .satisfies(store -> assertThat(store.type()).isEqualTo(StoreType.PEM));
        assertThat(settings)
                .returns(false, TlsSettings::verifyHost)
                .returns("TLSv1.2", TlsSettings::protocol)
                .returns(List.of("TLSv1.3", "TLSv1.2"), TlsSettings::enabledProtocols)
                .returns(List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"), TlsSettings::cipherSuites)
                .returns(true, TlsSettings::checkRevocationLists)
                .returns(true, TlsSettings::checkOcsp);
    }

    @Test
    void aClassMaySupplyTheContextInPlaceOfTheFiles() throws Exception {
        with("context.supplier.class", Contexts.class.getName());

        assertThat(new ClientX509Util().createSSLContext(config)).isSameAs(SSLContext.getDefault());
    }

    @Test
    void aClassThatSuppliesNoneIsNamed() {
        with("context.supplier.class", "no.such.Class");
        assertThatThrownBy(this::read)
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll("zookeeper.ssl.context.supplier.class", "no.such.Class");
        with("context.supplier.class", "java.lang.Object");
        assertThatThrownBy(this::read).hasMessageContainingAll("java.lang.Object", "Supplier");
    }

    @Test
    void revocationIsCheckedAgainstAnOwnTrustStoreOnly() {
        with("ocsp", "true");
        assertThatThrownBy(() -> new ClientX509Util().createSSLContext(config))
                .hasMessageContainingAll("zookeeper.ssl.ocsp", "zookeeper.ssl.trustStore.location");
    }
}
