/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

/** TLS cannot be used as configured: which file or setting, and why. */
@SuppressWarnings("serial")
public class X509Exception extends Exception {
    /**
     * An error of its own.
     *
     * @param message what is wrong, for people
     */
    public X509Exception(String message) {
        super(message);
    }

    /**
     * An error with its cause.
     *
     * @param cause what it comes from
     */
    public X509Exception(Throwable cause) {
        super(cause);
    }

    /**
     * An error with its cause.
     *
     * @param message what is wrong, for people
     * @param cause what it comes from
     */
    public X509Exception(String message, Throwable cause) {
        super(message, cause);
    }

    /** The key store cannot be used. */
    public static class KeyManagerException extends X509Exception {
        /**
         * An error of its own.
         *
         * @param message what is wrong, for people
         */
        public KeyManagerException(String message) {
            super(message);
        }

        /**
         * An error with its cause.
         *
         * @param cause what it comes from
         */
        public KeyManagerException(Throwable cause) {
            super(cause);
        }
    }

    /** The trust store cannot be used. */
    public static class TrustManagerException extends X509Exception {
        /**
         * An error of its own.
         *
         * @param message what is wrong, for people
         */
        public TrustManagerException(String message) {
            super(message);
        }

        /**
         * An error with its cause.
         *
         * @param cause what it comes from
         */
        public TrustManagerException(Throwable cause) {
            super(cause);
        }
    }

    /** Key store and trust store cannot be used together. */
    public static class SSLContextException extends X509Exception {
        /**
         * An error of its own.
         *
         * @param message what is wrong, for people
         */
        public SSLContextException(String message) {
            super(message);
        }

        /**
         * An error with its cause.
         *
         * @param cause what it comes from
         */
        public SSLContextException(Throwable cause) {
            super(cause);
        }

        /**
         * An error with its cause.
         *
         * @param message what is wrong, for people
         * @param cause what it comes from
         */
        public SSLContextException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
