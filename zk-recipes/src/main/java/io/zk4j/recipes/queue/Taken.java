/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An item that was deleted from its queue. In the same transaction came an ephemeral mark next to the items, by which a reply that got
 * lost is made good: the mark is there if, and only if, it was this program that deleted the item and has not put it back.
 *
 * @param session whose mark it is; the mark goes with it
 * @param czxid the transaction that put the item there
 */
record Taken(Items items, Session session, String name, Bytes data, long czxid, String mark) implements Claim {
    private static final Logger LOG = LoggerFactory.getLogger(Taken.class);
    private static final String MARK = "taken-";
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    /**
     * Takes an item.
     *
     * @param onDoubt is told the item if the session ends before it is known whether it was taken
     * @return empty if it is gone
     */
    static CompletionStage<Optional<Claim>> take(Items items, Session session, String name, Consumer<Taken> onDoubt) {
        CompletionStage<Optional<Claim>> taken = items.zk()
                .operations(session)
                .get(items.item(name))
                .thenCompose(node -> {
                    String mark = items.item(MARK + items.zk().engine().newGuid());
                    long czxid = node.stat().czxid();
                    var item = new Taken(items, session, name, node.data(), czxid, mark);
                    return item.isDeleted(onDoubt)
                            .thenCompose(mine ->
                                    mine ? Stages.value(Optional.of(item)) : take(items, session, name, onDoubt));
                });
        return Stages.recover(
                taken,
                failure -> isGone(failure) ? Stages.value(Optional.empty()) : CompletableFuture.failedStage(failure));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof NoNodeException
                || (failure instanceof MultiFailedException multi && multi.failure() instanceof NoNodeException);
    }

    /** Deletes the item. False if that came to nothing, and the item may or may not be there still. */
    private CompletionStage<Boolean> isDeleted(Consumer<Taken> onDoubt) {
        Op marked = calls().creation(mark, Bytes.ofUtf8(name), CreateOptions.EPHEMERAL);
        CompletionStage<Boolean> deleted = calls().multi(List.of(Op.delete(items.item(name), Op.ANY_VERSION), marked))
                .thenApply(done -> true);
        CompletionStage<Boolean> known = Stages.recover(
                deleted,
                failure -> failure instanceof OutcomeUnknownException
                        ? isMarked()
                        : CompletableFuture.failedStage(failure));
        return Stages.recover(known, failure -> {
            if (failure instanceof SessionExpiredException) {
                onDoubt.accept(this);
            }
            return CompletableFuture.failedStage(failure);
        });
    }

    /** The sync makes sure that this server has seen the mark if it is there. */
    private CompletionStage<Boolean> isMarked() {
        return calls().sync(items.path())
                .thenCompose(synced -> calls().exists(mark))
                .thenApply(Optional::isPresent);
    }

    /** The mark is deleted on the way; nobody needs to wait for that. */
    @Override
    public CompletionStage<Void> done() {
        calls().remove(mark);
        return Stages.done();
    }

    @Override
    public CompletionStage<Void> requeue(Bytes data) {
        String name = items.naming().withoutNumber(this.name);
        return insteadOfMark(
                items.item(name),
                data,
                CreateOptions.PERSISTENT.sequential(),
                () -> items.put(name, data).thenCompose(put -> Stages.done()));
    }

    @Override
    public CompletionStage<Void> giveBack() {
        items.forget();
        return Stages.recover(
                insteadOfMark(items.item(name), data, CreateOptions.PERSISTENT, this::putBackWithoutMark),
                failure ->
                        failure instanceof MultiFailedException multi && multi.failure() instanceof NodeExistsException
                                ? besideAnother()
                                : CompletableFuture.failedStage(failure));
    }

    /** Who was in doubt whether it had taken the item has put it back already; or the name has been given to another one. */
    private CompletionStage<Void> besideAnother() {
        CompletionStage<Void> other =
                calls().get(items.item(name)).thenCompose(node -> node.data().equals(data) ? done() : requeue(data));
        return Stages.recover(
                other, failure -> failure instanceof NoNodeException ? done() : CompletableFuture.failedStage(failure));
    }

    /** @param otherwise what to do when the session is over, and the mark gone with it */
    private CompletionStage<Void> insteadOfMark(
            String path, Bytes data, CreateOptions options, Supplier<CompletionStage<Void>> otherwise) {
        if (session.isOver()) {
            return insist(otherwise);
        }
        CompletionStage<Boolean> put = calls().multi(
                        List.of(calls().creation(path, data, options), Op.delete(mark, Op.ANY_VERSION)))
                .thenApply(done -> true);
        CompletionStage<Boolean> known = Stages.recover(
                put,
                failure -> failure instanceof OutcomeUnknownException
                        ? isMarked().thenApply(still -> !still)
                        : CompletableFuture.failedStage(failure));
        return Stages.recover(
                known.thenCompose(done -> done ? Stages.done() : insteadOfMark(path, data, options, otherwise)),
                failure -> failure instanceof SessionExpiredException
                        ? insist(otherwise)
                        : CompletableFuture.failedStage(failure));
    }

    /** What is in nobody's hands would be lost, so this goes on for as long as there is a framework. */
    private CompletionStage<Void> insist(Supplier<CompletionStage<Void>> put) {
        return Stages.recover(put.get(), failure -> {
            if (items.zk().engine().isClosed()) {
                return CompletableFuture.failedStage(failure);
            }
            LOG.warn("{} cannot be put back; trying again", items.item(name), failure);
            var later = new CompletableFuture<Void>();
            items.zk().engine().turn().after(PAUSE_AFTER_REFUSAL, () -> later.complete(null));
            return later.thenCompose(now -> insist(put));
        });
    }

    /** A queue that others have made as a container may have gone and come, and have another item of this name. */
    private CompletionStage<Void> putBackWithoutMark() {
        Operations calls = items.zk().operations();
        var spec = CreateSpec.of(items.item(name), data, CreateOptions.PERSISTENT)
                .parents(CreateSpec.Parents.CONTAINERS)
                .idempotent(true);
        return Stages.recover(
                calls.create(spec).thenCompose(created -> Stages.done()),
                failure -> failure instanceof NodeExistsException
                        ? calls.exists(items.item(name))
                                .thenCompose(stat ->
                                        stat.isPresent() && stat.get().czxid() == czxid ? Stages.done() : requeue(data))
                        : CompletableFuture.failedStage(failure));
    }

    private Operations calls() {
        return items.zk().operations(session);
    }
}
