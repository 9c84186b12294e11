/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What the table says of a key between servers is true. */
class ConfigStandingTest {
    /** A key that no constant names cannot be asked for by any code. */
    @Test
    void aKeyThatNobodyCanReadIsNotSaidToHaveAnEffect() throws IllegalAccessException {
        var readable = new ArrayList<Object>();
        for (Field field : EnsembleKeys.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType().equals(ConfigKey.class)) {
                readable.add(field.get(null));
            }
        }
        assertThat(EnsembleKeys.ROWS)
                .allSatisfy(key -> assertThat(key.standing().equals(ConfigKey.Standing.ENSEMBLE))
                        .as("%s has an effect", key)
                        .isEqualTo(readable.contains(key)));
    }

    @Test
    void whyAKeyHasNoEffectIsSaid() {
        assertThat(ConfigKeys.all())
                .filteredOn(key -> key.standing() == ConfigKey.Standing.WITHOUT_EFFECT
                        || key.standing() == ConfigKey.Standing.REFUSED)
                .allSatisfy(key -> assertThat(key.reason()).as(key.name()).isNotBlank());
    }
}
