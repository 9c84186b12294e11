/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

/** There is more to mirror than the limits of a view allow. The view has ended, what it showed may be out of date. */
public final class ViewTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewTooLargeException(String root, int entries, long bytes, ViewLimits limits) {
        super(root + ": " + entries + " znodes with " + bytes + " bytes are more than entriesMax " + limits.entriesMax()
                + " or bytesMax " + limits.bytesMax()
                + " allow to mirror; raise the limit, or follow fewer paths, and open it anew");
    }
}
