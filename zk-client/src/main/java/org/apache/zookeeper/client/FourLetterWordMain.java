/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.zookeeper.common.ClientX509Util;
import org.apache.zookeeper.common.X509Exception.SSLContextException;
import org.jspecify.annotations.Nullable;

/** Asks a server with one of its four letter words, such as {@code ruok} or {@code srvr}. */
public class FourLetterWordMain {
    private static final int TIMEOUT_MILLIS_DEFAULT = 5000;

    /**
     * Asks a server, waiting 5 seconds at most for it to connect and for each part of its answer.
     *
     * @param host the host
     * @param port the client port
     * @param cmd the program and its arguments
     * @return the answer
     * @throws IOException if a setting cannot be used, which the message names
     * @throws SSLContextException if TLS cannot be set up
     */
    public static String send4LetterWord(String host, int port, String cmd) throws IOException, SSLContextException {
        return send4LetterWord(host, port, cmd, false, TIMEOUT_MILLIS_DEFAULT);
    }

    /**
     * As {@link #send4LetterWord(String, int, String)}, over TLS as the system properties configure it if {@code secure}.
     *
     * @param host the host
     * @param port the client port
     * @param cmd the program and its arguments
     * @param secure whether to use TLS
     * @return the answer
     * @throws IOException if a setting cannot be used, which the message names
     * @throws SSLContextException if TLS cannot be set up
     */
    public static String send4LetterWord(String host, int port, String cmd, boolean secure)
            throws IOException, SSLContextException {
        return send4LetterWord(host, port, cmd, secure, TIMEOUT_MILLIS_DEFAULT);
    }

    /**
     * Asks a server.
     *
     * @param host the host
     * @param port the client port
     * @param cmd the program and its arguments
     * @param secure whether to connect with TLS as the system properties configure it
     * @param timeout longest wait for it to connect and for each part of its answer, in milliseconds; 0 is for ever
     * @return the whole answer
     * @throws IOException if it cannot be reached, or does not answer in time
     * @throws SSLContextException if TLS cannot be set up
     */
    public static String send4LetterWord(String host, int port, String cmd, boolean secure, int timeout)
            throws IOException, SSLContextException {
        return send4LetterWord(host, port, cmd, secure, timeout, null);
    }

    /**
     * As {@link #send4LetterWord(String, int, String, boolean, int)}, with TLS if the client's settings ask for it.
     *
     * @param host the host
     * @param port the client port
     * @param cmd the program and its arguments
     * @param clientConfig the settings; null for those of the system properties
     * @param timeout longest time, in milliseconds; 0 for any
     * @return the answer
     * @throws IOException if a setting cannot be used, which the message names
     * @throws SSLContextException if TLS cannot be set up
     */
    public static String send4LetterWord(
            String host, int port, String cmd, @Nullable ZKClientConfig clientConfig, int timeout)
            throws SSLContextException, IOException {
        ZKClientConfig config = clientConfig == null ? new ZKClientConfig() : clientConfig;
        boolean secure = config.getBoolean(ZKClientConfig.SECURE_CLIENT);
        if (!secure) {
            return send4LetterWord(host, port, cmd, false, timeout, null);
        }
        try (var x509Util = new ClientX509Util()) {
            return send4LetterWord(host, port, cmd, true, timeout, x509Util.createSSLContext(config));
        }
    }

    /**
     * As {@link #send4LetterWord(String, int, String, boolean, int)}, with TLS as the caller configures it.
     *
     * @param host the host
     * @param port the client port
     * @param cmd the program and its arguments
     * @param secure whether to use TLS
     * @param timeout longest time, in milliseconds; 0 for any
     * @param sslContext how to use TLS
     * @return the answer
     * @throws IOException if a setting cannot be used, which the message names
     * @throws SSLContextException if TLS cannot be set up
     */
    public static String send4LetterWord(
            String host, int port, String cmd, boolean secure, int timeout, @Nullable SSLContext sslContext)
            throws IOException, SSLContextException {
        InetAddress address = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        try (Socket socket = secure ? tlsSocket(sslContext) : new Socket()) {
            socket.setSoTimeout(timeout);
            socket.connect(new InetSocketAddress(address, port), timeout);
            if (socket instanceof SSLSocket tls) {
                tls.startHandshake();
            }
            socket.getOutputStream().write(cmd.getBytes(UTF_8));
            socket.getOutputStream().flush();
            if (!secure) {
                // Servers answer and close; telling them that no more is coming lets those close that wait for more.
                // TLS has no such half.
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "the server " + host + ":" + port + " did not answer '" + cmd + "' within " + timeout + " ms", e);
        }
    }

    private static Socket tlsSocket(@Nullable SSLContext given) throws IOException, SSLContextException {
        if (given != null) {
            return given.getSocketFactory().createSocket();
        }
        try (var x509Util = new ClientX509Util()) {
            return x509Util.getDefaultSSLContext().getSocketFactory().createSocket();
        }
    }

    /**
     * Asks the server that the arguments name: {@code host port word [secure]}.
     *
     * @param args host, port, word and whether to use TLS
     * @throws IOException if a setting cannot be used, which the message names
     * @throws SSLContextException if TLS cannot be set up
     */
    public static void main(String[] args) throws IOException, SSLContextException {
        PrintStream terminal = System.out;
        if (args.length == 3) {
            terminal.println(send4LetterWord(args[0], Integer.parseInt(args[1]), args[2]));
        } else if (args.length == 4) {
            boolean secure = Boolean.parseBoolean(args[3]);
            terminal.println(send4LetterWord(args[0], Integer.parseInt(args[1]), args[2], secure));
        } else {
            terminal.println("Usage: FourLetterWordMain <host> <port> <cmd> [<secure>]");
        }
    }
}
