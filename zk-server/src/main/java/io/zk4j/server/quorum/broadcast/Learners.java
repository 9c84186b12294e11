/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.broadcast.LearnerProgress.Stage;
import io.zk4j.server.quorum.message.PeerMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is connected to a leader, in the order of their coming. */
final class Learners {
    private final Map<Long, LearnerProgress> byLink = new TreeMap<>();
    private final Effects effects;

    Learners(Effects effects) {
        this.effects = effects;
    }

    void add(LearnerProgress learner) {
        byLink.put(learner.link, learner);
    }

    @Nullable
    LearnerProgress remove(long link) {
        return byLink.remove(link);
    }

    boolean has(long link) {
        return byLink.containsKey(link);
    }

    @Nullable
    LearnerProgress find(long link) {
        return byLink.get(link);
    }

    /** The learner at a link that there is. */
    LearnerProgress at(long link) {
        var learner = byLink.get(link);
        if (learner == null) {
            throw new IllegalArgumentException("no learner at link " + link);
        }
        return learner;
    }

    /** As of now, so that the caller may remove some. */
    List<LearnerProgress> all() {
        return List.copyOf(byLink.values());
    }

    int size() {
        return byLink.size();
    }

    long count(Predicate<LearnerProgress> test) {
        return byLink.values().stream().filter(test).count();
    }

    /** The connection of a server that has introduced itself; null if it has not. */
    @Nullable
    LearnerProgress of(long server) {
        for (var learner : byLink.values()) {
            if (learner.hasReached(Stage.INTRODUCED) && learner.server() == server) {
                return learner;
            }
        }
        return null;
    }

    /**
     * Whether the server has on its disk what the epoch begins with, and takes part as one with a vote. Who came as an
     * observer does not count, whatever its number: an observer acknowledges before anything is on its disk.
     */
    boolean isSynced(long server) {
        var learner = of(server);
        return learner != null && learner.isSynced() && !learner.isObserver();
    }

    /** The numbers of the synchronised ones, of one kind. */
    Set<Long> synced(boolean observers) {
        return byLink.values().stream()
                .filter(learner -> learner.isSynced() && learner.isObserver() == observers)
                .map(LearnerProgress::server)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** To be done for everybody who is sent proposals. */
    void eachFollower(Consumer<LearnerProgress> action) {
        for (var learner : byLink.values()) {
            if (learner.hasReached(Stage.FORWARDED) && !learner.isObserver()) {
                action.accept(learner);
            }
        }
    }

    /** To everybody who is sent what is proposed; those without a vote may get another message, or none. */
    void forward(PeerMessage toFollowers, @Nullable PeerMessage toObservers) {
        for (var learner : byLink.values()) {
            var message = learner.isObserver() ? toObservers : toFollowers;
            if (message != null && learner.hasReached(Stage.FORWARDED)) {
                effects.send(learner.link, message);
            }
        }
    }
}
