/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback address that belong to the caller until it closes this.
 *
 * <p>"Ask the kernel for port 0, close, use the number" hands a port out twice as soon as two tests run at once, and the
 * kernel may give it to an outgoing connection in between. So these ports come from below the range that Linux uses for
 * outgoing connections, and each is claimed by a lock on its byte of one file that all users of this class share, in
 * every process of this user. A port is only given out if it can be bound at that moment.
 */
public final class LoopbackPorts implements AutoCloseable {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final Claims CLAIMS =
            new Claims(); // the kernel keeps file locks per process, and so must this class

    private final List<FileLock> locks;
    private final List<Integer> ports;

    private LoopbackPorts(List<FileLock> locks) {
        this.locks = List.copyOf(locks);
        this.ports = locks.stream().map(lock -> (int) lock.position()).toList();
    }

    /** Claims so many ports that nobody listens on. */
    public static LoopbackPorts claim(int count) {
        return new LoopbackPorts(CLAIMS.take(count));
    }

    /** The port with this index, counted from 0. */
    public int get(int index) {
        return ports.get(index);
    }

    /** All ports, in the order of their indexes. */
    public List<Integer> all() {
        return ports;
    }

    /** Lets others have the ports; closing twice is harmless. */
    @Override
    public void close() {
        CLAIMS.giveBack(locks);
    }

    /** The locks of this process. Guarded by itself: callers are test threads that start servers side by side. */
    private static final class Claims {
        private final AtomicInteger next =
                new AtomicInteger((int) (ProcessHandle.current().pid() % (LAST - FIRST)));
        private @Nullable FileChannel file;

        synchronized List<FileLock> take(int count) {
            var taken = new ArrayList<FileLock>();
            for (int tries = 0; taken.size() < count; tries++) {
                if (tries > LAST - FIRST) {
                    giveBack(taken);
                    throw new IllegalStateException("no " + count + " free ports between " + FIRST + " and " + LAST);
                }
                int port = FIRST + Math.floorMod(next.getAndIncrement(), LAST - FIRST + 1);
                var lock = tryLock(port);
                if (lock != null) {
                    if (canBind(port)) {
                        taken.add(lock);
                    } else {
                        giveBack(List.of(lock));
                    }
                }
            }
            return taken;
        }

        synchronized void giveBack(List<FileLock> locks) {
            for (var lock : locks) {
                try {
                    lock.release();
                } catch (IOException e) {
                    throw new UncheckedIOException("could not give back port " + lock.position(), e);
                }
            }
        }

        private @Nullable FileLock tryLock(int port) {
            try {
                var channel = file;
                if (channel == null || !channel.isOpen()) {
                    var shared = commonFolder().resolve("zk4j-ports-" + System.getProperty("user.name"));
                    channel = FileChannel.open(shared, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    file = channel;
                }
                return channel.tryLock(port, 1, false);
            } catch (OverlappingFileLockException e) {
                return null; // somebody else in this process has it
            } catch (IOException e) {
                throw new UncheckedIOException("could not claim port " + port, e);
            }
        }

        /** Not {@code java.io.tmpdir} where there is another: builds set that to a folder of each module. */
        private static Path commonFolder() {
            var tmp = Path.of("/tmp");
            return Files.isDirectory(tmp) ? tmp : Path.of(System.getProperty("java.io.tmpdir"));
        }

        private static boolean canBind(int port) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
