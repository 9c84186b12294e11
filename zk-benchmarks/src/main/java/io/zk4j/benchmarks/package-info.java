/**
 * One program per question asked, named after it, with what they share beside it. Each runs the server in a process of its own,
 * with fsync, on the disk of the folder it is given, and prints what it found.
 */
@NullMarked
package io.zk4j.benchmarks;

import org.jspecify.annotations.NullMarked;
