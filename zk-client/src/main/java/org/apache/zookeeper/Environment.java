/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** What a log should tell of the machine and the JVM that a program runs on. */
public class Environment {
    /** System property that names the JAAS configuration file. */
    public static final String JAAS_CONF_KEY = "java.security.auth.login.config";

    private static final List<String> PROPERTIES = List.of(
            "java.version",
            "java.vendor",
            "java.home",
            "java.class.path",
            "java.library.path",
            "java.io.tmpdir",
            "java.compiler",
            "os.name",
            "os.arch",
            "os.version",
            "user.name",
            "user.home",
            "user.dir");

    /** One line of the list. Immutable. */
    public static class Entry {
        private final String key;
        private final String value;

        /**
         * One setting.
         *
         * @param k its name
         * @param v its value
         */
        public Entry(String k, String v) {
            this.key = k;
            this.value = v;
        }

        /** {@return the name} */
        public String getKey() {
            return key;
        }

        /** {@return the value} */
        public String getValue() {
            return value;
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    /**
     * Looks around: version, host, JVM, operating system, user, memory.
     *
     * @return names and values
     */
    public static List<Entry> list() {
        var list = new ArrayList<Entry>();
        list.add(new Entry("zookeeper.version", Version.getFullVersion()));
        list.add(new Entry("host.name", hostName()));
        for (String property : PROPERTIES) {
            list.add(new Entry(property, System.getProperty(property, "<NA>")));
        }
        Runtime runtime = Runtime.getRuntime();
        list.add(new Entry("os.memory.free", megabytes(runtime.freeMemory())));
        list.add(new Entry("os.memory.max", megabytes(runtime.maxMemory())));
        list.add(new Entry("os.memory.total", megabytes(runtime.totalMemory())));
        return list;
    }

    /**
     * Logs the list, one line per entry, each begun with a text.
     *
     * @param msg what to write in front
     * @param log where to write
     */
    public static void logEnv(String msg, Logger log) {
        for (Entry entry : list()) {
            log.info("{}{}", msg, entry);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "<NA>";
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + "MB";
    }
}
