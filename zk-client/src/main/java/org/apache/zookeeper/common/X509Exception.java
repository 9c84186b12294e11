/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

/** TLS cannot be used as configured: which file or setting, and why. */
@SuppressWarnings("serial")
public class X509Exception extends Exception {
    public X509Exception(String message) {
        super(message);
    }

    public X509Exception(Throwable cause) {
        super(cause);
    }

    public X509Exception(String message, Throwable cause) {
        super(message, cause);
    }

    /** The key store cannot be used. */
    public static class KeyManagerException extends X509Exception {
        public KeyManagerException(String message) {
            super(message);
        }

        public KeyManagerException(Throwable cause) {
            super(cause);
        }
    }

    /** The trust store cannot be used. */
    public static class TrustManagerException extends X509Exception {
        public TrustManagerException(String message) {
            super(message);
        }

        public TrustManagerException(Throwable cause) {
            super(cause);
        }
    }

    /** Key store and trust store cannot be used together. */
    public static class SSLContextException extends X509Exception {
        public SSLContextException(String message) {
            super(message);
        }

        public SSLContextException(Throwable cause) {
            super(cause);
        }

        public SSLContextException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
