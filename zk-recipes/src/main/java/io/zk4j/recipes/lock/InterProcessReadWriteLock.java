/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.Place;
import io.zk4j.recipes.primitive.PlaceInLine;
import java.util.List;
import java.util.Optional;

/**
 * A lock that many may hold for reading or one for writing, granted in the order of the requests; both sides are reentrant for this
 * handle.
 *
 * <p>Who writes may also read through the same handle, and go on reading when done with writing, without anybody writing in between. The
 * other way round there is none: who reads and wants to write queues, and waits for itself if it does not give the reading back first.
 *
 * <p>Znodes {@code <path>/_c_<guid>-__READ__<number>} and {@code …__WRIT__<number>}, as Curator's class of this name.
 */
public final class InterProcessReadWriteLock {
    private static final String READ = "__READ__";
    private static final String WRITE = "__WRIT__";
    private static final List<String> BOTH = List.of(READ, WRITE);

    private final Line readers;
    private final Reentrance reading;
    private final Reentrance writing;

    /** A handle on the lock at this path. */
    public InterProcessReadWriteLock(ZkFramework zk, String path) {
        this(zk, path, zk.defaultData());
    }

    /** A handle whose places have this data. */
    public InterProcessReadWriteLock(ZkFramework zk, String path, Bytes data) {
        var writers = new Line(path, WRITE, BOTH, data, null);
        this.readers = new Line(path, READ, BOTH, data, null);
        this.writing = new Reentrance(zk, () -> writers, () -> GrantRule.first(1), InterProcessReadWriteLock::ignore);
        this.reading = new Reentrance(zk, this::readersLine, this::readersRule, InterProcessReadWriteLock::ignore);
    }

    /** To hold together with others who read. */
    public InterProcessLock readLock() {
        return reading::acquire;
    }

    /** To hold alone. */
    public InterProcessLock writeLock() {
        return writing::acquire;
    }

    /** Who writes through this handle reads from the same place in the line, so that it stays ahead of those who wait. */
    private Line readersLine() {
        return ownWrite().map(readers::nextTo).orElse(readers);
    }

    private GrantRule readersRule() {
        return ownWrite().isPresent()
                ? (line, mine) -> new GrantRule.Granted()
                : GrantRule.behindNo(place -> place.marker().equals(WRITE));
    }

    private Optional<Place> ownWrite() {
        return writing.heldPath().flatMap(path -> Place.parse(Paths.name(path), BOTH));
    }

    private static void ignore(PlaceInLine place) {
        // nobody can ask a reader or a writer for anything
    }
}
