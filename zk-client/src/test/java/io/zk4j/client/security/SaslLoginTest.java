/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginException;
import org.apache.zookeeper.server.auth.DigestLoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who a client is logged in as by JAAS, and when that is nobody. */
class SaslLoginTest {
    private static SaslSettings settings(String section, boolean sectionRequired) {
        return new SaslSettings(section, sectionRequired, false, null, "zookeeper", true, null);
    }

    private static void configure(Map<String, ?> options) {
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
                return name.equals("Client")
                        ? new AppConfigurationEntry[] {
                            new AppConfigurationEntry(
                                    DigestLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
                        }
                        : null;
            }
        });
    }

    @BeforeEach
    void configureBob() {
        configure(Map.of("username", "bob", "password", "secret"));
    }

    @AfterEach
    void forget() {
        Configuration.setConfiguration(null);
    }

    @Test
    void theSectionOfTheConfigurationLogsIn() throws LoginException {
        Subject bob = new SaslLogin(settings("Client", false)).subject();

        assertThat(bob).isNotNull();
        assertThat(bob.getPublicCredentials()).isEqualTo(Set.of("bob"));
        assertThat(bob.getPrivateCredentials()).isEqualTo(Set.of("secret"));
    }

    @Test
    void withoutTheSectionThereIsNoLoginUnlessItWasNamed() throws LoginException {
        assertThat(new SaslLogin(settings("Other", false)).subject()).isNull();
        assertThatThrownBy(() -> new SaslLogin(settings("Other", true)).subject())
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("no section Other");
    }

    @Test
    void aSectionThatDoesNotLogInSaysWhy() {
        configure(Map.of("username", "bob"));

        assertThatThrownBy(() -> new SaslLogin(settings("Client", false)).subject())
                .isInstanceOf(LoginException.class)
                .hasMessageContainingAll("JAAS section Client", "no password");
    }
}
