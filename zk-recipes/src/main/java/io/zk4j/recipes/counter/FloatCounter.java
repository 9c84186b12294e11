/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * A number that need not be whole, shared with a kazoo {@code Counter} whose default is a float: its digits as text, as in {@code 2.5}.
 *
 * <p>Sums are those of {@code double}: of very different sizes they are rounded.
 */
public final class FloatCounter extends DistributedAtomicNumber<Double> {
    /** A handle on the number at this path, without a lock. */
    public FloatCounter(ZkFramework zk, String path) {
        super(zk, new DistributedAtomicValue(zk, path));
    }

    /** Python writes infinity and what is no number in its own way; both read each other's finite numbers. */
    @Override
    Double decode(Bytes data) {
        if (data.isEmpty()) {
            return 0.0;
        }
        String digits = new String(data.toArray(), StandardCharsets.US_ASCII);
        try {
            return switch (digits) {
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.parseDouble(digits);
            };
        } catch (NumberFormatException noNumber) {
            throw notANumber(data, "the digits of a number");
        }
    }

    @Override
    Bytes encode(Double number) {
        return Bytes.ofUtf8(Double.toString(number));
    }

    @Override
    Double of(int number) {
        return (double) number;
    }

    @Override
    Double sum(Double number, Double delta) {
        return number + delta;
    }

    @Override
    Double negated(Double number) {
        return -number;
    }
}
