/**
 * Disks that can be hurt, slow, failing, full, or without power: in memory, or a folder of the machine. Each is a {@link java.nio.file.FileSystem}, so a server that is
 * given a folder of it works on it as on any other: the same files, byte for byte, and the same code.
 *
 * <p>Thread-safe; nothing in memory outlives the JVM.
 */
@NullMarked
package io.zk4j.testing.disk;

import org.jspecify.annotations.NullMarked;
