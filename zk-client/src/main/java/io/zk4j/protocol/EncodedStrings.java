/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * An immutable list of strings that is sent more often than it changes, and so keeps its encoding: the children of a znode.
 *
 * <p>Thread-safe.
 */
public interface EncodedStrings extends List<String> {
    /** {@return what {@link WireWriter#writeStrings} makes of any list with these strings: their number, then each of them} */
    Bytes encoded();
}
