/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.FuzzSubject.Decoded;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of every kind, damaged: a decoder refuses them as malformed or makes sense of them, and never does anything else. What
 * it allocates stays in proportion to the bytes that are really there, whatever lengths and counts they claim.
 */
class FuzzTest {
    private static final int SEEDS = 10;
    private static final int FRAMES_PER_SEED = Dose.of(20_000, 500_000);

    /**
     * A message of many tiny elements weighs more than its bytes: an empty string of 4 bytes is a reference in a growing list
     * and in its copy, a part of a multi is a record, its header and its path.
     */
    private static final long ALLOCATED_PER_BYTE_MAX = 40;

    /** Readers, records, the message of an exception. */
    private static final long ALLOCATED_FIXED_MAX = 8 * 1024;

    /** What runs for the first time also allocates the classes and call sites it needs; that is not the frame's doing. */
    private static final int ATTEMPTS = 3;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedFrameIsRefusedAsMalformedOrIsAnotherMessage(long seed) {
        List<FuzzSubject> subjects = FuzzSubject.all();
        var random = new Random(seed);
        var damage = new Damage(random);
        int refused = 0;
        for (int i = 0; i < FRAMES_PER_SEED; i++) {
            var subject = subjects.get(random.nextInt(subjects.size()));
            var bytes = damage.inflictOn(subject.bytes().toArray());
            if (!decodes(subject, bytes)) {
                refused++;
            }
        }
        assertThat(refused).as("refused of %d", FRAMES_PER_SEED).isBetween(FRAMES_PER_SEED / 10, FRAMES_PER_SEED);
    }

    /** Whether the bytes were understood; then what was understood must be writable, and the same when read again. */
    private static boolean decodes(FuzzSubject subject, byte[] bytes) {
        try {
            assertModest(subject, bytes);
            var decoded = decode(subject, Unpooled.wrappedBuffer(bytes));
            if (decoded == null) {
                return false;
            }
            var again = Unpooled.buffer();
            decoded.encoder().accept(new WireWriter(again));
            assertThat(subject.decoder().apply(new WireReader(again)).message()).isEqualTo(decoded.message());
            return true;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(subject.name() + " " + ByteBufUtil.hexDump(bytes), e);
        }
    }

    private static @Nullable Decoded decode(FuzzSubject subject, ByteBuf frame) {
        try {
            return subject.decoder().apply(new WireReader(frame));
        } catch (MalformedFrameException e) {
            return null;
        }
    }

    private static void assertModest(FuzzSubject subject, byte[] bytes) {
        long allowed = ALLOCATED_FIXED_MAX + ALLOCATED_PER_BYTE_MAX * bytes.length;
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && allocated > allowed; attempt++) {
            var frame = Unpooled.wrappedBuffer(bytes);
            long before = MEMORY.getCurrentThreadAllocatedBytes();
            decode(subject, frame);
            allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
        }
        if (allocated > allowed) {
            throw new AssertionError(allocated + " bytes allocated, " + allowed + " allowed");
        }
    }
}
