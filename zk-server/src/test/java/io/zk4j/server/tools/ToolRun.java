/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;

/** One run of a tool, with what it printed and how it ended. */
record ToolRun(int status, String out, String err) {
    static ToolRun of(Callable<Integer> tool, Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = ToolRunner.of(tool).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int status = line.execute(texts);
        return new ToolRun(status, out.toString(), err.toString());
    }
}
