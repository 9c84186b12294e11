/**
 * The shell: {@link io.zk4j.cli.ShellMain} is the program, {@link io.zk4j.cli.Shell} runs one command line at a time, and each
 * command is a row of a family such as {@link io.zk4j.cli.NodeCommands}.
 *
 * <p>An application of the client like any other: it uses the {@code org.apache.zookeeper} API. Commands run on the main
 * thread; watch events are printed by the client's event thread. Prints, and reads files that a command names.
 */
@NullMarked
package io.zk4j.cli;

import org.jspecify.annotations.NullMarked;
