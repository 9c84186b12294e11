/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ConfigException;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.ServerParts;
import io.zk4j.server.StartupException;
import io.zk4j.server.ZkServer;
import io.zk4j.server.core.Clock;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.testing.disk.TestDisk;
import io.zk4j.testing.network.Disturbance;
import io.zk4j.testing.network.TestNetwork;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lives of one server of a test, on the same files and ports, and what it leaves behind at the end of the last. Thread-safe. */
final class ServerLife {
    private final long id;
    private final String name;
    private final LoopbackPorts ports;
    private final ServerFiles files; // guarded by the lock
    private final TestNetwork network;
    private final TestClock clock = new TestClock();
    private final ServerThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ServerConfig config; // of this life, or else of the next; read by whoever asks
    private @Nullable ZkServer running; // this and what follows: guarded by the lock
    private @Nullable Disturbance pause;
    private boolean over;

    /**
     * A server that has never run.
     *
     * @param name for messages
     * @param ports are given back at the end
     * @throws IllegalArgumentException if it could not be started as it is configured
     */
    ServerLife(long id, String name, LoopbackPorts ports, ServerFiles files, TestNetwork network) {
        this.id = id;
        this.name = name;
        this.ports = ports;
        this.files = files;
        this.network = network;
        this.threads = new ServerThreads("zk4j-test-server-" + id);
        try {
            this.config = files.configuration();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(name + " cannot be: " + e.getMessage(), e);
        }
    }

    ServerConfig config() {
        return config;
    }

    TestClock clock() {
        return clock;
    }

    TestDisk disk() {
        lock.lock();
        try {
            return files.disk();
        } finally {
            lock.unlock();
        }
    }

    void start() {
        lock.lock();
        try {
            if (over || isRunning()) {
                throw new IllegalStateException(name + (over ? " is closed" : " runs already"));
            }
            stop(); // what is left of one that has ended by itself
            config = files.configuration();
            running = threads.call(() -> ZkServer.start(config, parts()));
        } catch (ConfigException | StartupException e) {
            throw new IllegalStateException(name + " cannot start: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private ServerParts parts() {
        return new ServerParts() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public ConnectionGuard connections() {
                return network.guard(id);
            }
        };
    }

    void stop() {
        lock.lock();
        try {
            resume();
            if (running != null) {
                running.close();
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    void kill() {
        lock.lock();
        var silence = network.allOf(id).silence();
        try {
            files.failPower();
            network.allOf(id).cut();
            stop();
        } finally {
            silence.heal();
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            if (pause == null) {
                pause = network.allOf(id).silence();
                clock.stop(true);
            }
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            if (pause != null) {
                clock.stop(false);
                pause.heal();
                pause = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Disk and calendar are well again, and it is not paused any more. */
    void heal() {
        resume();
        clock.heal();
        lock.lock();
        try {
            files.disk().heal();
        } finally {
            lock.unlock();
        }
    }

    boolean isRunning() {
        lock.lock();
        try {
            return running != null && running.failure().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The server, if it has been started; it may have ended by itself. */
    @Nullable
    ZkServer server() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    Optional<Throwable> failure() {
        var server = server();
        return server == null ? Optional.empty() : server.failure();
    }

    /**
     * Stops it for good and gives the ports back. Doing so twice is harmless.
     *
     * @throws IllegalStateException if it has left threads, files or listening sockets behind
     */
    void end() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            stop();
            threads.requireNone();
            files.requireClosed(name);
            requireNobodyListens();
        } finally {
            ports.close();
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    private void requireNobodyListens() {
        var taken = ports.listenedOn();
        if (!taken.isEmpty()) {
            throw new IllegalStateException(name + " has ended, and somebody still listens at its ports " + taken);
        }
    }
}
