/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Claims items by ephemeral znodes of the same name below another path, as Curator and kazoo do. The item stays until it is consumed, so
 * it comes again if the session of whoever has it ends.
 *
 * @param parents what the path is made as
 */
record Locks(Items items, String path, Parents parents) {
    /**
     * Claims an item.
     *
     * @return empty if it is gone; fails with {@link io.zk4j.client.NodeExistsException} if somebody else has it
     */
    CompletionStage<Optional<Claim>> claim(Session session, String name) {
        Operations calls = items.zk().operations(session);
        // Its own GUID tells it from that of another queue in this program whose session is the same.
        Bytes owner = Bytes.ofUtf8(items.zk().engine().newGuid().toString().replace("-", ""));
        var lock = CreateSpec.of(lockOf(name), owner, CreateOptions.EPHEMERAL)
                .parents(parents)
                .idempotent(true);
        return calls.exists(items.item(name)) // most of those that are contended for are gone
                .thenCompose(stat -> stat.isEmpty()
                        ? Stages.value(Optional.empty())
                        : calls.create(lock)
                                .thenCompose(created -> read(new Locked(this, session, name, owner, Bytes.EMPTY))));
    }

    /** Only what is there after the lock is this program's. */
    private CompletionStage<Optional<Claim>> read(Locked locked) {
        return Stages.recover(
                locked.calls().get(items.item(locked.name())).thenApply(node -> Optional.of(locked.with(node.data()))),
                failure -> locked.unlock()
                        .thenCompose(unlocked -> failure instanceof NoNodeException
                                ? Stages.value(Optional.empty())
                                : CompletableFuture.failedStage(failure)));
    }

    /** The names of the items that somebody has. */
    CompletionStage<List<String>> names(CompletionStage<Children> locks) {
        return Stages.orIf(NoNodeException.class, locks.thenApply(Children::names), Stages.value(List.of()));
    }

    String lockOf(String name) {
        return Paths.child(path, name);
    }

    /**
     * An item under lock.
     *
     * @param owner what is in the lock, and in no other one
     */
    record Locked(Locks locks, Session session, String name, Bytes owner, Bytes data) implements Claim {
        private Locked with(Bytes found) {
            return new Locked(locks, session, name, owner, found);
        }

        Operations calls() {
            return locks.items().zk().operations(session);
        }

        /** Whether the servers have this lock still. */
        CompletionStage<Boolean> holdsLock() {
            CompletionStage<Boolean> held = calls().sync(lock())
                    .thenCompose(synced -> calls().get(lock()))
                    .thenApply(node -> node.data().equals(owner));
            return Stages.orIf(NoNodeException.class, held, Stages.value(false));
        }

        /** Takes the lock away, and after a lost reply not the next one of this name. Never fails. */
        CompletionStage<Void> unlock() {
            CompletionStage<Void> again = Stages.recover(
                    calls().delete(lock(), Op.ANY_VERSION),
                    failure -> failure instanceof OutcomeUnknownException
                            ? holdsLock().thenCompose(still -> still ? unlock() : Stages.done())
                            : CompletableFuture.failedStage(failure));
            return Stages.recover(again, failure -> Stages.done()); // it goes with the session
        }

        private String lock() {
            return locks.lockOf(name);
        }

        private String item() {
            return locks.items().item(name);
        }

        @Override
        public CompletionStage<Void> done() {
            return thenUnlock(calls().remove(item()));
        }

        @Override
        public CompletionStage<Void> requeue(Bytes data) {
            return thenUnlock(move(data));
        }

        @Override
        public CompletionStage<Void> giveBack() {
            locks.items().forget();
            return unlock();
        }

        /** Nobody else deletes the item, so that it is gone shows that it was moved. */
        private CompletionStage<Void> move(Bytes data) {
            String end = locks.items().item(locks.items().naming().withoutNumber(name));
            var moved = calls().multi(List.of(
                            Op.delete(item(), Op.ANY_VERSION),
                            calls().creation(end, data, CreateOptions.PERSISTENT.sequential())))
                    .thenCompose(done -> Stages.done());
            return Stages.recover(moved, failure -> {
                if (failure instanceof OutcomeUnknownException) {
                    return move(data);
                }
                return failure instanceof MultiFailedException multi && multi.failure() instanceof NoNodeException
                        ? Stages.done()
                        : CompletableFuture.failedStage(failure);
            });
        }

        /** Whatever has become of it. */
        private CompletionStage<Void> thenUnlock(CompletionStage<Void> stage) {
            return Stages.recover(stage.thenCompose(done -> unlock()), failure -> {
                locks.items().forget(); // it is there still, ahead of the others
                return unlock().thenCompose(unlocked -> CompletableFuture.failedStage(failure));
            });
        }
    }
}
