/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: takes the path of a {@code zoo.cfg}, or {@code port dataDir [tickTime [maxClientCnxns]]}.
 *
 * <p>Ends with 0 when it was told to stop, 1 when the server could not go on, 2 when it could not start; then one line on the
 * standard error says why, and the log says it too.
 */
public final class ServerMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMain.class);
    /** For what the standard error has said already, so that conf/logback.xml can keep it off the console. */
    private static final Logger PROBLEMS = LoggerFactory.getLogger("io.zk4j.server.problems");

    private static final int FAILED = 1;
    private static final int CANNOT_START = 2;
    private static final String USAGE = "usage: ServerMain zoo.cfg | port dataDir [tickTime [maxClientCnxns]]";

    private ServerMain() {}

    public static void main(String[] arguments) {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments) {
        try {
            var config = config(arguments);
            var server = ZkServer.start(config);
            // zkServer.sh start waits for these lines.
            if (config.isEnsemble()) {
                LOG.info(
                        "zk4j looks for the other servers of its ensemble; clients will be served on port {}",
                        server.clientPort());
            } else {
                LOG.info("zk4j serves clients on port {}", server.clientPort());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "zk4j-shutdown"));
            server.awaitTermination();
            return server.failure().isPresent() ? FAILED : 0;
        } catch (ConfigException e) {
            e.problems().forEach(ServerMain::complain);
            return CANNOT_START;
        } catch (StartupException e) {
            complain(String.valueOf(e.getMessage()));
            LOG.debug("The start failed here", e);
            return CANNOT_START;
        }
    }

    private static ServerConfig config(List<String> arguments) throws ConfigException {
        if (arguments.isEmpty()) {
            throw new ConfigException(USAGE);
        }
        if (arguments.size() == 1) {
            var file = Path.of(arguments.get(0));
            LOG.info("Reading configuration from {}", file.toAbsolutePath());
            return ServerConfig.load(file, System.getProperties());
        }
        return ServerConfig.ofArguments(arguments, System.getProperties());
    }

    private static void complain(String problem) {
        System.err.println(problem);
        PROBLEMS.error("{}", problem);
    }

    private static void stop(ZkServer server) {
        LOG.info("Stopping");
        server.close();
        LOG.info("Stopped");
    }
}
