/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.message.PeerMessage;
import java.util.ArrayList;
import java.util.List;

/** Collects what a step wants done. */
public final class Effects {
    private List<ZabEffect> effects = new ArrayList<>();

    public void add(ZabEffect effect) {
        effects.add(effect);
    }

    void send(long link, PeerMessage message) {
        effects.add(new ZabEffect.Send(link, message));
    }

    void disconnect(long link, String reason) {
        effects.add(new ZabEffect.Disconnect(link, reason));
    }

    /** Everything since the last call. */
    public List<ZabEffect> take() {
        var taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
