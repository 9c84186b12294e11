/**
 * What is measured of a client jar: one program, compiled once against the names that our client and Apache's share, run in a process of
 * its own with the one or the other on its class path. Uses those names and the JDK, and of this module what needs
 * nothing else either.
 */
@NullMarked
package io.zk4j.benchmarks.client;

import org.jspecify.annotations.NullMarked;
