/**
 * JMH benchmarks: one class per question, named after it. The side-by-side run with Apache's server and client is in {@link
 * io.zk4j.benchmarks.compare}.
 */
@NullMarked
package io.zk4j.benchmarks;

import org.jspecify.annotations.NullMarked;
