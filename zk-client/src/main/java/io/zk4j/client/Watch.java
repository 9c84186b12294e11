/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.WatchChange.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One watch of the application; events are told on the executor for callbacks. */
final class Watch implements WatchHandle {
    private final Kind kind;
    private final String serverPath;
    private final Chroot chroot;
    private final Consumer<WatchEvent> listener;
    private final Consumer<Watch> onClose;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Watch(Kind kind, String serverPath, Chroot chroot, Consumer<WatchEvent> listener, Consumer<Watch> onClose) {
        this.kind = kind;
        this.serverPath = serverPath;
        this.chroot = chroot;
        this.listener = listener;
        this.onClose = onClose;
    }

    Kind kind() {
        return kind;
    }

    String serverPath() {
        return serverPath;
    }

    boolean isPersistent() {
        return kind == Kind.PERSISTENT || kind == Kind.PERSISTENT_RECURSIVE;
    }

    /** Tells the listener; the end comes after it for a one-shot watch. */
    void fire(WatchEvent.Kind what, SessionEvent event) {
        String path = event.serverPath();
        if (path == null || ended.isDone()) {
            return;
        }
        try {
            listener.accept(new WatchEvent(what, chroot.toClient(path), event.zxid()));
        } finally {
            if (!isPersistent()) {
                end();
            }
        }
    }

    void end() {
        ended.complete(null);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    @Override
    public void close() {
        if (ended.complete(null)) {
            onClose.accept(this);
        }
    }
}
