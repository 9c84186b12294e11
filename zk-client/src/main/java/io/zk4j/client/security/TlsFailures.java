/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Words the failures of handshakes: which side was not content, with what, and which setting is about it. */
final class TlsFailures {
    private TlsFailures() {}

    static String explain(Throwable failure, String host, TlsSettings settings) {
        return "TLS: " + reason(failure, host, settings);
    }

    private static String reason(Throwable failure, String host, TlsSettings settings) {
        if (find(failure, NotSslRecordException.class) != null) {
            return "the server does not speak TLS on this port; is it the secureClientPort? (zookeeper.client.secure is true)";
        }
        if (find(failure, ClosedChannelException.class) != null
                || String.valueOf(failure.getMessage()).startsWith("Connection closed while")) {
            return "the server has closed the connection in the midst of the handshake; is this its secureClientPort?"
                    + " (zookeeper.client.secure is true)";
        }
        if (find(failure, SslHandshakeTimeoutException.class) != null) {
            return "the handshake was not finished in time";
        }
        if (find(failure, CertificateExpiredException.class) != null
                || find(failure, CertificateNotYetValidException.class) != null) {
            return "the server's certificate is out of date: " + root(failure);
        }
        var path = find(failure, CertPathValidatorException.class);
        if (path != null && path.getReason() != CertPathValidatorException.BasicReason.UNSPECIFIED) {
            return "the server's certificate is not accepted: " + path.getMessage();
        }
        var certificate = find(failure, CertificateException.class);
        if (certificate != null && isUntrusted(certificate)) {
            StoreFile trust = settings.trustStore();
            return "nothing in " + (trust == null ? "the JVM's own trust store" : "the trust store " + trust.file())
                    + " vouches for the server's certificate; add its authority there (zookeeper.ssl.trustStore.location)";
        }
        if (certificate != null) {
            return "the server's certificate is not for " + host + ": " + certificate.getMessage()
                    + "; connect to a name that it holds (zookeeper.ssl.hostnameVerification)";
        }
        var tls = find(failure, SSLException.class);
        String message = String.valueOf(tls == null ? failure.getMessage() : tls.getMessage());
        if (message.contains("bad_certificate")
                || message.contains("certificate_required")
                || message.contains("certificate_unknown")
                || message.contains("unknown_ca")) {
            StoreFile key = settings.keyStore();
            return "the server does not accept "
                    + (key == null ? "a client without a certificate" : "this client's certificate in " + key.file())
                    + " ("
                    + message + "; zookeeper.ssl.keyStore.location)";
        }
        return message;
    }

    private static boolean isUntrusted(CertificateException failure) {
        return failure.getClass().getName().endsWith("ValidatorException");
    }

    private static String root(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
