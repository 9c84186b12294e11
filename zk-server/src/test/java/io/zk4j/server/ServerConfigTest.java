/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zk4j.server.ServerConfig.SnapshotCompression;
import io.zk4j.server.quorum.membership.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    @TempDir
    Path dir;

    private final Properties system = new Properties();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = dir.resolve("zoo.cfg");
    }

    @Test
    void thePathsOfAFileAreInTheFileSystemThatItIsItselfIn() throws Exception {
        try (var other = FileSystems.newFileSystem(dir.resolve("other.zip"), Map.of("create", "true"))) {
            file = other.getPath("/zoo.cfg");
            var config = load("dataDir=/data", "clientPort=2181");
            assertThat(config.dataDir()).isEqualTo(other.getPath("/data"));
        }
    }

    @Test
    void aProgramIsToldWhichOfItsValuesIsWrongAndWhatIsAllowed() {
        var builder = ServerConfig.builder(dir);
        assertThatThrownBy(() -> builder.set("snapCount", "five"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("snapCount=five: must be ");
        assertThatThrownBy(() -> builder.set("tickTime", "0")).hasMessageContaining("tickTime=0: must be ");
    }

    @Test
    void readsTheTutorialsSettingsWithTrailingBlanksInAnyOrder() throws Exception {
        var config = load(
                "clientPort=2181  ",
                "tickTime=2000 ",
                "  # comment",
                "! another",
                "dataLogDir=/logs",
                "dataDir = /data\t");

        assertThat(config.clientPort()).isEqualTo(2181);
        assertThat(config.tickMillis()).isEqualTo(2000);
        assertThat(config.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(config.dataLogDir()).isEqualTo(Path.of("/logs"));
        assertThat(config.minSessionTimeoutMillis()).isEqualTo(4000);
        assertThat(config.maxSessionTimeoutMillis()).isEqualTo(40_000);
        assertThat(config.maxClientCnxns()).isEqualTo(60);
        assertThat(config.serverId()).isZero();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void hasApachesDefaults() throws Exception {
        var config = load("clientPort=2181", "dataDir=/data");

        assertThat(config.dataLogDir()).isEqualTo(Path.of("/data"));
        assertThat(config.tickMillis()).isEqualTo(3000);
        assertThat(config.snapCount()).isEqualTo(100_000);
        assertThat(config.preAllocBytes()).isEqualTo(64L << 20);
        assertThat(config.forceSync()).isTrue();
        assertThat(config.fsyncWarningMillis()).isEqualTo(1000);
        assertThat(config.globalOutstandingLimit()).isEqualTo(1000);
        assertThat(config.frameLimits().frameBytesMax()).isEqualTo(1_048_575);
        assertThat(config.frameLimits().extraBytes()).isEqualTo(1_048_575);
        assertThat(config.snapshotCompression()).isEqualTo(SnapshotCompression.NONE);
        assertThat(config.superDigest()).isNull();
        assertThat(config.purgeIntervalHours()).isZero();
    }

    @Test
    void answersTheHarmlessFourLetterWordsUnlessToldOtherwise() throws Exception {
        var byDefault = load("clientPort=1", "dataDir=/d");
        assertThat(byDefault.answersFourLetterWord("mntr")).isTrue();
        assertThat(byDefault.answersFourLetterWord("wchp")).isFalse();

        var narrow = load("clientPort=1", "dataDir=/d", "4lw.commands.whitelist=ruok , dump");
        assertThat(narrow.answersFourLetterWord("dump")).isTrue();
        assertThat(narrow.answersFourLetterWord("srvr")).isTrue();
        assertThat(narrow.answersFourLetterWord("mntr")).isFalse();

        var all = load("clientPort=1", "dataDir=/d", "4lw.commands.whitelist=*");
        assertThat(all.answersFourLetterWord("wchp")).isTrue();
    }

    @Test
    void takesAPropertyFromTheSystemUnlessTheFileSaysOtherwise() throws Exception {
        system.setProperty("zookeeper.snapCount", "500");
        system.setProperty("zookeeper.forceSync", "no");
        system.setProperty("zookeeper.tickTime", "77");
        system.setProperty("fsync.warningthresholdms", "20");

        var config = load("clientPort=1", "dataDir=/d", "snapCount=900");

        assertThat(config.snapCount()).isEqualTo(900);
        assertThat(config.origin(DataKeys.SNAP_COUNT)).hasToString(file + " line 3");
        assertThat(config.forceSync()).isFalse();
        assertThat(config.origin(DataKeys.FORCE_SYNC)).hasToString("-Dzookeeper.forceSync");
        assertThat(config.fsyncWarningMillis()).isEqualTo(20);
        assertThat(config.tickMillis()).as("a key of the file is no property").isEqualTo(3000);
    }

    @Test
    void takesTheBufferLimitFromTheFileTooButSaysThatApacheDoesNot() throws Exception {
        var config = load("clientPort=1", "dataDir=/d", "jute.maxbuffer=4096");
        assertThat(config.frameLimits().frameBytesMax()).isEqualTo(4096);
        assertThat(config.warnings()).singleElement().asString().contains("zoo.cfg line 3", "-Djute.maxbuffer=4096");

        system.setProperty("jute.maxbuffer", "8192");
        assertThat(load("clientPort=1", "dataDir=/d", "jute.maxbuffer=4096")
                        .frameLimits()
                        .frameBytesMax())
                .isEqualTo(8192);
    }

    @Test
    void saysFileLineKeyValueAndRemedyForEachWrongValue() {
        assertThat(problems("clientPort=2181", "dataDir=/d", "", "tickTime=2s", "maxClientCnxns=-4", "forceSync=maybe"))
                .satisfiesExactly(
                        tick -> assertThat(tick)
                                .isEqualTo(file
                                        + " line 4: tickTime=2s: must be a whole number of at least 1 (milliseconds of a"
                                        + " tick, the unit of session timeouts and limits). Change the line, or remove"
                                        + " it for the default 3000."),
                        connections -> assertThat(connections).startsWith(file + " line 5: maxClientCnxns=-4: must be"),
                        sync -> assertThat(sync).startsWith(file + " line 6: forceSync=maybe: must be yes or no"));
    }

    @Test
    void refusesWhatCannotBeRunWith() {
        assertThat(problems("tickTime=2000"))
                .anySatisfy(problem -> assertThat(problem).contains("dataDir is not set", "add a line"))
                .anySatisfy(problem -> assertThat(problem).contains("clientPort is not set", "clientPort=2181"));
        assertThat(problems("clientPort=1", "dataDir=/d", "tickTime=0"))
                .singleElement()
                .asString()
                .contains("tickTime=0");
        assertThat(problems("clientPort=70000", "dataDir=/d")).anyMatch(problem -> problem.contains("0 to 65535"));
        assertThat(problems("clientPort=1", "dataDir=/d", "minSessionTimeout=900", "maxSessionTimeout=800"))
                .singleElement()
                .asString()
                .contains("minSessionTimeout=900 (" + file + " line 3)", "maxSessionTimeout=800 (" + file + " line 4)");
        assertThat(problems("dataDir=/d", "clientPortAddress=localhost"))
                .singleElement()
                .asString()
                .contains("clientPort");
        assertThat(problems("clientPort=1", "dataDir=/d", "electionAlg=1"))
                .singleElement()
                .asString()
                .contains("3, the only");
        assertThat(problems("clientPort=1", "dataDir=/d\\u00g"))
                .singleElement()
                .asString()
                .contains("zoo.cfg line 2");
    }

    @Test
    void refusesALockThatItCannotLock() {
        assertThat(problems("dataDir=/d", "secureClientPort=2281"))
                .singleElement()
                .asString()
                .contains("no TLS");
        assertThat(problems("clientPort=1", "dataDir=/d", "sessionRequireClientSASLAuth=true"))
                .singleElement()
                .asString()
                .contains("no SASL");
        assertThat(problems("clientPort=1", "dataDir=/d", "authProvider.1=a.B")).hasSize(1);
    }

    @Test
    void namesTheNearestKeyForAnUnknownOne() throws Exception {
        var config = load(
                "clientPort=1",
                "dataDir=/d",
                "maxClientCnxn=5",
                "superDigest=x",
                "frobnicate=1",
                "zookeeper.snapCount=7");

        assertThat(config.warnings())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .contains("zoo.cfg line 3: maxClientCnxn:", "Did you mean maxClientCnxns?"),
                        two -> assertThat(two).contains("Did you mean DigestAuthenticationProvider.superDigest?"),
                        three -> assertThat(three).contains("frobnicate").doesNotContain("Did you mean"),
                        four -> assertThat(four).contains("without zookeeper.: snapCount"));
    }

    @Test
    void doesNotSayThatAWrongValueIsMissing() throws Exception {
        assertThat(problems("clientPort=99999", "clientPortAddress=127.0.0.1", "dataDir=/d"))
                .singleElement()
                .asString()
                .contains("clientPort=99999");
    }

    @Test
    void warnsOfUnknownPropertiesButNotOfThoseOfTheScripts() throws Exception {
        system.setProperty("zookeeper.snapCuont", "1");
        system.setProperty("zookeeper.log.dir", "/l");
        system.setProperty("zookeeper.root.level", "WARN");
        system.setProperty("zookeeper.console.threshold", "OFF");
        system.setProperty("zookeeper.startup.threshold", "INFO");

        assertThat(load("clientPort=1", "dataDir=/d").warnings())
                .singleElement()
                .asString()
                .contains("Did you mean -Dzookeeper.snapCount?");
    }

    @Test
    void warnsOfDuplicatesRaisedValuesAndSettingsWithoutEffect() throws Exception {
        var config = load("clientPort=1", "clientPort=2", "dataDir=data", "snapCount=1", "nio.numWorkerThreads=4");

        assertThat(config.clientPort()).isEqualTo(2);
        assertThat(config.snapCount()).isEqualTo(2);
        assertThat(config.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("zoo.cfg line 2", "already set in line 1"))
                .anySatisfy(warning -> assertThat(warning).contains("snapCount=1", "raised to 2"))
                .anySatisfy(warning -> assertThat(warning).contains("dataDir=data", "./data"))
                .anySatisfy(warning -> assertThat(warning).contains("nio.numWorkerThreads=4", "no effect"))
                .hasSize(4);
    }

    @Test
    void knowsItsNumberInAnEnsembleAndAsksForMyIdOtherwise() throws Exception {
        var lines = new String[] {
            "tickTime=2000",
            "initLimit=10",
            "syncLimit=5 ",
            "dataDir=" + dir,
            "server.1=127.0.0.1:4000:5000 ",
            "server.2=127.0.0.1:4001:5001:observer",
            "server.3=[::1]:4002:5002;[::1]:2183",
            "server.4=h:4003:5003:PARTICIPANT;2184"
        };
        assertThat(problems(lines)).singleElement().asString().contains("myid", "no such file", "1, 2, 3, 4");

        Files.writeString(dir.resolve("myid"), "9\n");
        assertThat(problems(lines)).singleElement().asString().contains("'9' is not the number of a server");

        Files.writeString(dir.resolve("myid"), "3\n");
        var config = load(lines);
        assertThat(config.isEnsemble()).isTrue();
        assertThat(config.serverId()).isEqualTo(3);
        assertThat(config.clientPort()).as("said in its own line").isEqualTo(2183);
        assertThat(config.members().participants()).hasSize(3);
        assertThat(config.members().all().stream().map(Member::text))
                .containsExactly(
                        "127.0.0.1:4000:5000:participant",
                        "127.0.0.1:4001:5001:observer",
                        "[::1]:4002:5002:participant;[::1]:2183",
                        "h:4003:5003:participant;0.0.0.0:2184");
    }

    @Test
    void theClientPortIsSaidOnceOrTheSameTwice() throws Exception {
        Files.writeString(dir.resolve("myid"), "2");
        var lines =
                "dataDir=" + dir + "\ninitLimit=10\nsyncLimit=5\nserver.1=h:1:2\nserver.2=h:3:4;2181\nserver.3=h:5:6\n";
        assertThat(load((lines + "clientPort=2181").split("\n")).clientPort()).isEqualTo(2181);
        assertThat(problems((lines + "clientPort=2182").split("\n")))
                .singleElement()
                .asString()
                .contains("server.2 serves clients at 0.0.0.0:2181", "remove the latter");
    }

    @Test
    void saysWhatIsWrongWithAServerLine() {
        assertThat(problems("clientPort=1", "dataDir=/d", "server.1=host:4000", "server.x=a:1:2", "server.2=a:5:5"))
                .satisfiesExactly(
                        one -> assertThat(one).contains(" line 3: server.1=host:4000: must be host:port:electionPort"),
                        two -> assertThat(two).contains(" line 4: server.x", "must end in a number"),
                        three -> assertThat(three).contains(" line 5: server.2=a:5:5: must name two different ports"));
    }

    @Test
    void aSingleServerInTheListIsAServerOnItsOwn() throws Exception {
        var config = load("clientPort=1", "dataDir=/d", "server.1=host:1:2");
        assertThat(config.isEnsemble()).isFalse();
    }

    @Test
    void readsServerLinesFromADynamicFile() throws Exception {
        var dynamic = dir.resolve("zoo.cfg.dynamic");
        Files.writeString(dynamic, "server.1=a:1:2;3\nserver.2=b:1:2;3\nserver.3=c:1:2;3\n");
        Files.writeString(dir.resolve("myid"), "2");

        var config = load("dataDir=" + dir, "initLimit=5", "syncLimit=2", "dynamicConfigFile=" + dynamic);

        assertThat(config.serverId()).isEqualTo(2);
        assertThat(config.members().all()).hasSize(3);
    }

    /** Another member's number would be the worst that its operator could write into myid. */
    @Test
    void aServerThatTheDynamicFileDoesNotNameIsNotToldToTakeAnothersNumber() throws Exception {
        var dynamic = dir.resolve("zoo.cfg.dynamic.100000000");
        Files.writeString(dynamic, "server.1=a:1:2;3\nserver.2=b:1:2;3\nserver.3=c:1:2;3\n");
        Files.writeString(dir.resolve("myid"), "4");

        assertThat(problems("dataDir=" + dir, "initLimit=5", "syncLimit=2", "dynamicConfigFile=" + dynamic))
                .singleElement()
                .asString()
                .contains(
                        "server 4", "is not a member according to " + dynamic, "add its own line server.4=...:observer")
                .doesNotContain("one of 1, 2, 3");
    }

    @Test
    void reportsTheEffectiveConfigurationWithOriginsAndWithoutSecrets() throws Exception {
        system.setProperty("zookeeper.DigestAuthenticationProvider.superDigest", "super:abcdef");
        var lines = ConfigReport.lines(load("clientPort=2181", "dataDir=/d"));

        assertThat(lines)
                .anyMatch(line -> line.matches("clientPort=2181 +\\(zoo.cfg line 1\\)"))
                .anyMatch(line -> line.matches("maxSessionTimeout=60000 +\\(default, 20 ticks\\)"))
                .anyMatch(line -> line.matches("snapCount=100000 +\\(default\\)"))
                .anyMatch(line -> line.matches("DigestAuthenticationProvider.superDigest=\\*+ +\\(-Dzoo.*\\)"))
                .noneMatch(line -> line.contains("abcdef"));
    }

    @Test
    void takesTheOldFormWithoutAFile() throws Exception {
        var config = ServerConfig.ofArguments(List.of("2181", "/d", "1000"), system);

        assertThat(config.clientPort()).isEqualTo(2181);
        assertThat(config.dataDir()).isEqualTo(Path.of("/d"));
        assertThat(config.tickMillis()).isEqualTo(1000);
        assertThat(config.maxClientCnxns()).isZero();
        assertThat(catchThrowableOfType(
                        ConfigException.class, () -> ServerConfig.ofArguments(List.of("port", "/d"), system)))
                .hasMessageContaining("argument 1: clientPort=port: must be a port number");
    }

    @Test
    void saysWhenThereIsNoFile() {
        var thrown = catchThrowableOfType(ConfigException.class, () -> ServerConfig.load(file, system));
        assertThat(thrown).hasMessageStartingWith(file + ": there is no such file.");
    }

    @Test
    void joinsContinuedLinesAndCountsThemRight() {
        assertThat(problems("clientPort=\\", "  2181", "dataDir=/d", "tickTime=x"))
                .singleElement()
                .asString()
                .contains("zoo.cfg line 4: tickTime=x");
    }

    @Test
    void isBuiltByAProgramToo() {
        var config = ServerConfig.builder(dir)
                .clientPort(0)
                .set("tickTime", "100")
                .set("snapshot.compression.method", "gz")
                .build();

        assertThat(config.minSessionTimeoutMillis()).isEqualTo(200);
        assertThat(config.snapshotCompression()).isEqualTo(SnapshotCompression.GZ);
        assertThat(config.origin(ClientKeys.TICK_TIME)).hasToString("program");
    }

    @Test
    void eachSettingIsInTheTableOnce() {
        assertThat(ConfigKeys.all())
                .extracting(ConfigKey::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
        assertThat(ConfigKeys.all()).allSatisfy(key -> assertThat(key.effect()).isNotBlank());
        assertThat(ConfigKeys.all())
                .filteredOn(key -> key.standing() == ConfigKey.Standing.WITHOUT_EFFECT
                        || key.standing() == ConfigKey.Standing.REFUSED)
                .allSatisfy(key -> assertThat(key.reason()).isNotBlank());
    }

    private ServerConfig load(String... lines) throws IOException, ConfigException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
        return ServerConfig.load(file, system);
    }

    private List<String> problems(String... lines) {
        var thrown = catchThrowableOfType(ConfigException.class, () -> load(lines));
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown.problems();
    }
}
