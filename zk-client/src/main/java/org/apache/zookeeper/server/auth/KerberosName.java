/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.auth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.kerberos.KerberosPrincipal;
import org.jspecify.annotations.Nullable;

/** A Kerberos principal, {@code service/host@REALM}, of which host and realm may be missing. Immutable. */
public class KerberosName {
    private static final Pattern NAME = Pattern.compile("([^/@]+)(?:/([^/@]+))?(?:@([^/@]+))?");

    /** System property with the rules for short names, as Kerberos writes {@code auth_to_local}. */
    private static final String RULES_PROPERTY = "zookeeper.security.auth_to_local";

    private static final String DEFAULT_RULE = "DEFAULT";

    private final String serviceName;
    private final @Nullable String hostName;
    private final @Nullable String realm;

    /**
     * Takes a principal apart.
     *
     * @param name {@code service/host@REALM}; host and realm may be missing
     * @throws IllegalArgumentException if it has an {@code @} and is not of this form; any other text is a service
     */
    public KerberosName(String name) {
        Matcher parts = NAME.matcher(name);
        if (parts.matches()) {
            this.serviceName = parts.group(1);
            this.hostName = parts.group(2);
            this.realm = parts.group(3);
        } else if (name.contains("@")) {
            throw new IllegalArgumentException("'" + name + "' is not of the form service/host@REALM");
        } else {
            this.serviceName = name;
            this.hostName = null;
            this.realm = null;
        }
    }

    /** {@return this machine's realm, from the Kerberos configuration; empty if there is none} */
    public String getDefaultRealm() {
        try {
            return new KerberosPrincipal("any").getRealm();
        } catch (IllegalArgumentException noRealmConfigured) {
            return "";
        }
    }

    /** {@return the first part} */
    public String getServiceName() {
        return serviceName;
    }

    /** {@return the second part; null if it is missing} */
    public @Nullable String getHostName() {
        return hostName;
    }

    /** {@return the part behind the {@code @}; null if it is missing} */
    public @Nullable String getRealm() {
        return realm;
    }

    /**
     * {@return the name of the local user that this principal stands for: by the first of the rules in the system property {@code
     * zookeeper.security.auth_to_local} that fits} Without rules, principals of this machine's realm are known by their service.
     *
     * @throws IOException if no rule fits, or they cannot be read
     */
    public String getShortName() throws IOException {
        if (hostName == null && realm == null) {
            return serviceName;
        }
        String[] parts =
                hostName == null ? new String[] {realm, serviceName} : new String[] {realm, serviceName, hostName};
        for (String rule : rules()) {
            String shortName = rule.equals(DEFAULT_RULE)
                    ? byDefault()
                    : KerberosRule.parse(rule).apply(parts);
            if (shortName != null) {
                return shortName;
            }
        }
        throw new IOException("no rule in " + RULES_PROPERTY + " gives a short name for " + this);
    }

    private @Nullable String byDefault() {
        return realm == null || realm.equals(getDefaultRealm()) ? serviceName : null;
    }

    private static List<String> rules() {
        var rules = new ArrayList<String>();
        for (String rule : System.getProperty(RULES_PROPERTY, DEFAULT_RULE).split("\\s+", -1)) {
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** The principal as it was given. */
    @Override
    public String toString() {
        return serviceName + (hostName == null ? "" : "/" + hostName) + (realm == null ? "" : "@" + realm);
    }
}
