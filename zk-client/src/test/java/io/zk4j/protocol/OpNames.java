/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.Map;

/** The protocol's own names of the operations, which the transcripts use. */
final class OpNames {
    private static final Map<OpCode, String> IRREGULAR =
            Map.of(OpCode.GET_ACL, "getACL", OpCode.SET_ACL, "setACL", OpCode.CREATE_TTL, "createTTL");

    private OpNames() {}

    static String of(int type) {
        var opCode = OpCode.of(type);
        return opCode == null || opCode == OpCode.NOTIFICATION
                ? "op" + type
                : IRREGULAR.getOrDefault(opCode, camelCase(opCode.name()));
    }

    private static String camelCase(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_') {
                text.append(i > 0 && name.charAt(i - 1) == '_' ? c : Character.toLowerCase(c));
            }
        }
        return text.toString();
    }
}
