/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.io.File;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A Kerberos realm EXAMPLE.ORG on the loopback address: {@code folder port principal...}. Writes krb5.conf and a keytab for each
 * principal, named after its first part, says "ready", and runs until it is killed.
 */
public class KeyDistributionCentre {
    public static void main(String[] arguments) throws Exception {
        var folder = new File(arguments[0]);
        var centre = new SimpleKdcServer();
        centre.setWorkDir(folder);
        centre.setKdcRealm("EXAMPLE.ORG");
        centre.setKdcHost("localhost");
        centre.setAllowUdp(false);
        centre.setKdcTcpPort(Integer.parseInt(arguments[1]));
        centre.init();
        centre.start();
        for (int i = 2; i < arguments.length; i++) {
            centre.createPrincipal(arguments[i], "a password");
            centre.exportPrincipal(arguments[i], new File(folder, arguments[i].split("/", -1)[0] + ".keytab"));
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
