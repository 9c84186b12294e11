/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import io.zk4j.client.security.StoreFile;
import io.zk4j.client.security.StoreType;
import io.zk4j.client.security.TlsException;
import io.zk4j.client.security.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reads the TLS settings of one kind of connection. */
public final class TlsConfiguration {
    private final X509Util names;
    private final ZKConfig config;

    private TlsConfiguration(X509Util names, ZKConfig config) {
        this.names = names;
        this.config = config;
    }

    /**
     * {@return the settings}
     *
     * @param names what they are called
     * @param config the settings to read from
     * @throws TlsException if one of them makes no sense, naming it
     */
    public static TlsSettings of(X509Util names, ZKConfig config) {
        return new TlsConfiguration(names, config).read();
    }

    private TlsSettings read() {
        return new TlsSettings(
                store(
                        names.getSslKeystoreLocationProperty(),
                        names.getSslKeystoreTypeProperty(),
                        names.getSslKeystorePasswdProperty(),
                        names.getSslKeystorePasswdPathProperty()),
                store(
                        names.getSslTruststoreLocationProperty(),
                        names.getSslTruststoreTypeProperty(),
                        names.getSslTruststorePasswdProperty(),
                        names.getSslTruststorePasswdPathProperty()),
                names.isServerHostnameVerificationEnabled(config),
                orElse(text(names.getSslProtocolProperty()), X509Util.DEFAULT_PROTOCOL),
                list(names.getSslEnabledProtocolsProperty()),
                list(names.getSslCipherSuitesProperty()),
                config.getBoolean(names.getSslCrlEnabledProperty()),
                config.getBoolean(names.getSslOcspEnabledProperty()),
                supplier());
    }

    private @Nullable StoreFile store(String location, String type, String password, String passwordPath) {
        String file = text(location);
        if (file == null) {
            return null;
        }
        String setting = location.substring(0, location.lastIndexOf('.'));
        String typeName = text(type);
        String passwordFile = text(passwordPath);
        return new StoreFile(
                setting,
                Path.of(file),
                typeName == null ? StoreType.ofFile(setting, file) : StoreType.named(setting, typeName),
                orElse(config.getProperty(password), ""),
                passwordFile == null ? null : Path.of(passwordFile));
    }

    private @Nullable Supplier<SSLContext> supplier() {
        String setting = names.getSslContextSupplierClassProperty();
        String className = text(setting);
        if (className == null) {
            return null;
        }
        try {
            Object made = Class.forName(className, true, loader())
                    .getDeclaredConstructor()
                    .newInstance();
            if (!(made instanceof Supplier<?> supplier)) {
                throw new TlsException(setting + " " + className + ": the class is no java.util.function.Supplier");
            }
            return () -> supplied(setting, className, supplier.get());
        } catch (ReflectiveOperationException e) {
            throw new TlsException(
                    setting + " " + className + ": it must be a public class with a constructor without parameters ("
                            + e + ")",
                    e);
        }
    }

    private static SSLContext supplied(String setting, String className, @Nullable Object made) {
        if (made instanceof SSLContext context) {
            return context;
        }
        throw new TlsException(setting + " " + className + ": it gave " + made + " in place of an SSLContext");
    }

    private static ClassLoader loader() {
        ClassLoader ofApplication = Thread.currentThread().getContextClassLoader();
        return ofApplication == null ? TlsConfiguration.class.getClassLoader() : ofApplication;
    }

    private @Nullable String text(String setting) {
        String value = config.getProperty(setting);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private List<String> list(String setting) {
        String value = text(setting);
        return value == null
                ? List.of()
                : Stream.of(value.split(",", -1))
                        .map(String::trim)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }
}
