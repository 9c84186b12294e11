/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name. Starts with the system properties that it knows, which a file and then {@link #setProperty} override.
 *
 * <p>Thread-safe. System properties are read once, when the object is made.
 */
public class ZKConfig {
    /** Largest packet that a client sends or accepts, in bytes. */
    public static final String JUTE_MAXBUFFER = "jute.maxbuffer";

    /** Path of the Kerberos program that renews tickets. */
    public static final String KINIT_COMMAND = "zookeeper.kinit";

    /** Whether the operating system's GSS library is used. */
    public static final String JGSS_NATIVE = "sun.security.jgss.native";

    private static final List<String> SYSTEM_PROPERTIES = List.of(JUTE_MAXBUFFER, KINIT_COMMAND, JGSS_NATIVE);
    private static final String FIPS_MODE = "zookeeper.fips-mode";
    private static final String SSL_PREFIX = "zookeeper.ssl.";

    private final Map<String, String> properties = new ConcurrentHashMap<>();

    /** The settings of the system properties. */
    public ZKConfig() {
        handleBackwardCompatibility();
    }

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configPath path of the properties file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public ZKConfig(String configPath) throws QuorumPeerConfig.ConfigException {
        this(new File(configPath));
    }

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configFile the properties file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public ZKConfig(File configFile) throws QuorumPeerConfig.ConfigException {
        this();
        addConfiguration(configFile);
    }

    /**
     * The settings of the system properties and of a properties file.
     *
     * @param configPath path of the properties file
     * @throws ConfigException if the file cannot be read
     */
    public ZKConfig(Path configPath) throws ConfigException {
        this();
        addConfiguration(configPath);
    }

    /** Takes over the system properties that this kind of configuration knows. Called once, by the constructor. */
    protected void handleBackwardCompatibility() {
        SYSTEM_PROPERTIES.forEach(this::takeSystemProperty);
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(SSL_PREFIX) || name.equals(FIPS_MODE)) {
                takeSystemProperty(name);
            }
        }
    }

    /** Takes over one system property if it is set. */
    private void takeSystemProperty(String key) {
        String value = System.getProperty(key);
        if (value != null) {
            properties.put(key, value);
        }
    }

    /**
     * {@return the value of a setting; null if it is not set}
     *
     * @param key name of the setting
     */
    public @Nullable String getProperty(String key) {
        return properties.get(key);
    }

    /**
     * {@return the value of a setting, or the default if it is not set}
     *
     * @param key name of the setting
     * @param defaultValue what to use if it is not set
     */
    public @Nullable String getProperty(String key, @Nullable String defaultValue) {
        String value = properties.get(key);
        return value == null ? defaultValue : value;
    }

    /** {@return the path of the JAAS configuration, from its system property; null if it is not set} */
    public @Nullable String getJaasConfKey() {
        return System.getProperty("java.security.auth.login.config");
    }

    /**
     * Sets a setting; a null value removes it.
     *
     * @param key name of the setting
     * @param value its value; null to remove it
     * @throws IllegalArgumentException if the key is null
     */
    public void setProperty(String key, @Nullable String value) {
        if (key == null) {
            throw new IllegalArgumentException("a setting needs a name");
        }
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
    }

    /**
     * Adds the settings of a properties file.
     *
     * @param configPath path of the properties file
     * @throws ConfigException if it cannot be read, naming it
     */
    public void addConfiguration(Path configPath) throws ConfigException {
        var loaded = new Properties();
        try (Reader reader = Files.newBufferedReader(configPath)) {
            loaded.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the configuration file " + configPath.toAbsolutePath(), e);
        }
        for (String name : loaded.stringPropertyNames()) {
            properties.put(name, loaded.getProperty(name).trim());
        }
    }

    /**
     * As {@link #addConfiguration(Path)}.
     *
     * @param configFile the properties file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public void addConfiguration(File configFile) throws QuorumPeerConfig.ConfigException {
        try {
            addConfiguration(configFile.toPath());
        } catch (ConfigException e) {
            throw new QuorumPeerConfig.ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * As {@link #addConfiguration(Path)}.
     *
     * @param configPath path of the properties file
     * @throws QuorumPeerConfig.ConfigException if the file cannot be read
     */
    public void addConfiguration(String configPath) throws QuorumPeerConfig.ConfigException {
        addConfiguration(new File(configPath));
    }

    /**
     * {@return whether a setting is {@code true}, in any case of letters}
     *
     * @param key name of the setting
     */
    public boolean getBoolean(String key) {
        return getBoolean(key, false);
    }

    /**
     * {@return whether a setting is {@code true}, in any case of letters; the default if it is not set}
     *
     * @param key name of the setting
     * @param defaultValue what to use if it is not set
     */
    public boolean getBoolean(String key, boolean defaultValue) {
        String value = properties.get(key);
        return value == null ? defaultValue : Boolean.parseBoolean(value.trim());
    }

    /**
     * {@return a setting as a number, decimal or hexadecimal as in {@code 0xfffff}; the default if it is not set}
     *
     * @param key name of the setting
     * @param defaultValue what to use if it is not set
     * @throws NumberFormatException if it is not a number, naming key and value
     */
    public int getInt(String key, int defaultValue) {
        String value = properties.get(key);
        if (value == null) {
            return defaultValue;
        }
        try {
            return Integer.decode(value.trim());
        } catch (NumberFormatException e) {
            var named = new NumberFormatException("the setting " + key + " is not a number: " + value);
            named.initCause(e);
            throw named;
        }
    }
}
