/**
 * Small programs behind the scripts in {@code bin/}: each prints something for a person and ends.
 *
 * <p>One thread. May touch files and sockets, and print.
 */
@NullMarked
package io.zk4j.server.tools;

import org.jspecify.annotations.NullMarked;
