/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

/**
 * What became of a change.
 *
 * @param succeeded whether it was made; if not, the value is what somebody else has made of it
 * @param preValue what was there before; what is there if it was not made
 * @param postValue what is there now, by this change; the same as before if it was not made
 * @param optimisticTries how often it was tried without a lock
 * @param promotedLockTries how often it was tried under the lock
 */
public record AtomicValue<T>(boolean succeeded, T preValue, T postValue, int optimisticTries, int promotedLockTries) {}
