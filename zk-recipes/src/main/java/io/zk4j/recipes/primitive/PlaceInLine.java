/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.Watched;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Session;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ephemeral sequential child that belongs to one session, knows when it is granted what it queues for, and watches only whom its
 * rule names. Whenever and however it ends, its znode goes.
 *
 * <p>Made and used by steps of the turn; its stages complete on the turn.
 */
public final class PlaceInLine {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceInLine.class);

    private final Engine engine;
    private final Session session;
    private final Operations calls;
    private final Line line;
    private final CompletableFuture<PlaceInLine> granted = new CompletableFuture<>();
    private final CompletableFuture<Boolean> judged = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private Consumer<Bytes> dataListener = data -> {};
    private GrantRule rule;
    private @Nullable Created created;
    private @Nullable WatchHandle obstacle;
    private Registration watching = () -> {};
    private boolean leaving;
    private boolean judging;
    private boolean judgeAgain;

    private PlaceInLine(ZkFramework zk, Session session, Line line, GrantRule rule) {
        this.engine = zk.engine();
        this.session = session;
        this.calls = zk.operations(session);
        this.line = line;
        this.rule = rule;
    }

    /** Joins a line behind all who are in it. */
    public static PlaceInLine join(ZkFramework zk, Session session, Line line, GrantRule rule) {
        var place = new PlaceInLine(zk, session, line, rule);
        place.create();
        Registration end = session.onEnd(place::onSessionEnd);
        place.gone().thenRun(end::close);
        return place;
    }

    // ---- what becomes of it

    /**
     * Completes with this place as soon as the rule grants it. Fails with {@link io.zk4j.client.SessionExpiredException} if the session
     * ends first, with {@link LeaseLostException} if somebody else deletes the znode, is cancelled by {@link #leave}, and fails with what
     * the servers say if the znode cannot be created.
     */
    public CompletionStage<PlaceInLine> granted() {
        return granted;
    }

    /** Completes with the first judgement: whether the place was granted at once. Never, if it ends before. */
    public CompletionStage<Boolean> judged() {
        return judged;
    }

    /**
     * Completes with the reason if the place was granted and is lost before it is left. It watches its own znode from
     * {@link Engine#SOON_MAX} after the grant on at the latest, since most are left before that.
     */
    public CompletionStage<String> lost() {
        return lost;
    }

    /** Completes when the znode is gone for certain, or the session is over that it goes with. */
    public CompletionStage<Void> gone() {
        return gone;
    }

    /** The session that it belongs to. */
    public Session session() {
        return session;
    }

    /** The path of the znode, once it is created. */
    public String path() {
        return there().path();
    }

    /** The transaction that created the znode: later places have a larger number. */
    public long czxid() {
        return there().stat().czxid();
    }

    /** Whether the znode is known to be there. */
    public boolean isCreated() {
        return created != null;
    }

    private Created there() {
        return Objects.requireNonNull(created, "the place is not created yet");
    }

    // ---- what can be done with it

    /**
     * Gives the place up, at whatever moment.
     *
     * @return completes when the znode is gone for certain, or the session is over that it goes with. Never fails
     */
    public CompletionStage<Void> leave() {
        if (!leaving) {
            leaving = true;
            watching.close();
            closeObstacle();
            granted.cancel(false);
            if (created != null) {
                delete(created.path());
            } // else as soon as the create is settled
        }
        return gone;
    }

    /** Judges by another rule from now on. What was granted stays granted. */
    public void follow(GrantRule other) {
        rule = other;
        reconsider();
    }

    /** Judges anew, as something may have changed that only the rule knows of. */
    public void reconsider() {
        if (created != null && !granted.isDone()) {
            judge();
        }
    }

    /** Tells whenever the data of a granted place is replaced: somebody wants something of its holder. */
    public void onData(Consumer<Bytes> listener) {
        dataListener = listener;
    }

    // ---- its life

    private void create() {
        String number = line.number();
        var spec = CreateSpec.of(
                        Paths.child(line.path(), number == null ? line.name() : line.name() + number),
                        line.data(),
                        number == null ? CreateOptions.EPHEMERAL.sequential() : CreateOptions.EPHEMERAL)
                .parents(CreateSpec.Parents.CONTAINERS)
                .guid(engine.newGuid());
        calls.create(spec).whenComplete((done, failure) -> {
            if (failure != null) {
                granted.completeExceptionally(Failures.cause(failure));
                gone.complete(null);
            } else if (leaving) {
                delete(done.path());
            } else {
                created = done;
                judge();
            }
        });
    }

    private void judge() {
        if (judging) {
            judgeAgain = true;
            return;
        }
        judging = true;
        judgeAgain = false;
        calls.children(line.path()).whenComplete((children, failure) -> {
            judging = false;
            if (granted.isDone()) {
                return;
            } else if (failure != null) {
                end(Failures.cause(failure));
            } else if (judgeAgain) {
                judge();
            } else {
                judge(children);
            }
        });
    }

    private void judge(Children children) {
        List<Place> places = Place.sorted(children.names(), line.markers());
        String me = Paths.name(path());
        int mine = 0;
        while (mine < places.size() && !places.get(mine).node().equals(me)) {
            mine++;
        }
        if (mine == places.size()) {
            end(new LeaseLostException(path() + " was deleted by somebody else"));
            return;
        }
        GrantRule.Verdict verdict = rule.judge(places, mine);
        closeObstacle();
        if (verdict instanceof GrantRule.Granted) {
            watching = engine.soon(this::watchMyself);
            granted.complete(this);
            judged.complete(true);
        } else if (verdict instanceof GrantRule.Behind behind) {
            waitFor(calls.getAndWatch(Paths.child(line.path(), behind.other().node()), this::onObstacle));
            judged.complete(false);
        } else {
            waitForChange(children);
            judged.complete(false);
        }
    }

    private <T> void waitFor(CompletionStage<Watched<T>> watched) {
        watched.whenComplete((seen, failure) -> {
            if (failure == null && !granted.isDone()) {
                obstacle = seen.watch();
            } else if (failure == null) {
                seen.watch().close();
            } else if (!granted.isDone()) {
                if (Failures.cause(failure) instanceof NoNodeException) {
                    judge();
                } else {
                    end(Failures.cause(failure));
                }
            }
        });
    }

    /** What has changed between the two looks is seen by comparing them. */
    private void waitForChange(Children judgedBy) {
        waitFor(calls.childrenAndWatch(line.path(), event -> reconsider()).thenApply(watched -> {
            if (watched.value().stat().pzxid() != judgedBy.stat().pzxid()) {
                reconsider();
            }
            return watched;
        }));
    }

    private void onObstacle(WatchEvent event) {
        reconsider(); // also if its data has changed, as the watch is gone with that
    }

    /** The first look tells what has been asked of the holder since the znode was created. */
    private void watchMyself() {
        if (leaving || lost.isDone()) {
            return;
        }
        calls.getAndWatch(path(), this::onMyself).whenComplete((seen, failure) -> {
            if (failure != null) {
                loseUnlessOver(Failures.cause(failure));
            } else if (leaving) {
                seen.watch().close();
            } else if (seen.value().stat().version() > 0) {
                dataListener.accept(seen.value().data());
            }
        });
    }

    private void onMyself(WatchEvent event) {
        if (leaving || lost.isDone()) {
            return;
        } else if (event.kind() == WatchEvent.Kind.DELETED) {
            lose(path() + " was deleted by somebody else");
        } else {
            watchMyself();
        }
    }

    private void loseUnlessOver(Throwable failure) {
        if (!leaving && !session.isOver()) {
            lose(path() + ": " + failure.getMessage());
        }
    }

    private void onSessionEnd() {
        boolean waited = granted.completeExceptionally(session.over(line.path()));
        watching.close();
        closeObstacle();
        if (!waited && !leaving && !granted.isCompletedExceptionally()) {
            lost.complete(line.path() + ": session " + session.number() + " of this framework is over");
        }
        gone.complete(null);
    }

    private void lose(String reason) {
        lost.complete(reason);
        leave();
    }

    /** Ends a place that was not granted. */
    private void end(Throwable failure) {
        granted.completeExceptionally(failure);
        leave();
    }

    private void closeObstacle() {
        if (obstacle != null) {
            obstacle.close();
            obstacle = null;
        }
    }

    private void delete(String path) {
        calls.remove(path).whenComplete((done, failure) -> {
            if (failure != null && !session.isOver()) {
                LOG.warn("{} cannot be deleted; it goes with the session", path, Failures.cause(failure));
            }
            gone.complete(null);
        });
    }
}
