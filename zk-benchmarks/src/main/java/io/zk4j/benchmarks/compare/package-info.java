/**
 * The side-by-side run: the same workloads against our server and Apache's, each in processes of their own, in turns, and what came out
 * of it beside what is required. {@link io.zk4j.benchmarks.compare.Compare} is the program, a {@link
 * io.zk4j.benchmarks.compare.Workload} one row of its table. One thread.
 */
@NullMarked
package io.zk4j.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
