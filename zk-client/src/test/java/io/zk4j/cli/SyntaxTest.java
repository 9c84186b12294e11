/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTest {
    @Test
    void optionsMayStandAnywhere() throws ShellException {
        var arguments = Syntax.of("[-s] [-v version] [-b] path data [version]").parse(words("/p data -s -v 3"));

        assertThat(arguments.all()).containsExactly("/p", "data");
        assertThat(arguments.has("-s")).isTrue();
        assertThat(arguments.has("-b")).isFalse();
        assertThat(arguments.number("-v", -1)).isEqualTo(3);
        assertThat(arguments.version(2)).isEqualTo(3);
    }

    @Test
    void anOldFormsVersionIsItsLastArgument() throws ShellException {
        var syntax = Syntax.of("[-v version] path [version]");

        assertThat(syntax.parse(words("/p 7")).version(1)).isEqualTo(7);
        assertThat(syntax.parse(words("/p -1")).version(1))
                .as("a number is no option")
                .isEqualTo(-1);
        assertThat(syntax.parse(words("/p")).version(1)).isEqualTo(-1);
        assertThatThrownBy(() -> syntax.parse(words("/p x")).version(1)).hasMessageContaining("whole number, not 'x'");
    }

    @Test
    void whatBeginsWithADashGoesAfterTwo() throws ShellException {
        var syntax = Syntax.of("path [data]");

        assertThatThrownBy(() -> syntax.parse(words("/p -data"))).hasMessageContaining("no option -data", "after --");
        assertThat(syntax.parse(words("/p -- -data")).get(1)).isEqualTo("-data");
        assertThat(syntax.parse(words("/p -")).get(1)).isEqualTo("-");
    }

    @Test
    void onlyListsMayBeGivenTwice() throws ShellException {
        var syntax = Syntax.of("[-v version] [-add list...]");

        assertThat(syntax.parse(words("-add a -v 1 -add b,c")).value("-add")).contains("a,b,c");
        assertThatThrownBy(() -> syntax.parse(words("-v 1 -v 2")))
                .hasMessage("-v is given twice, with '1' and with '2'");
    }

    @Test
    void alternativesExcludeEachOther() throws ShellException {
        assertThatThrownBy(() -> Syntax.of("[-b|-x] path").parse(words("-b -x /p")))
                .hasMessageContaining("exclude each other");
        assertThat(Syntax.of("[-b|-x] path").parse(words("-x /p")).has("-x")).isTrue();
    }

    @Test
    void oneOfTheDemandedSwitchesMustBeThere() throws ShellException {
        var syntax = Syntax.of("-n|-b|-N|-B val path");

        assertThatThrownBy(() -> syntax.parse(words("5 /p"))).hasMessage("one of -n, -b, -N, -B is missing");
        assertThat(syntax.parse(words("-N 5 /p")).all()).containsExactly("5", "/p");
    }

    @Test
    void missingAndSurplusWordsAreNamed() {
        var syntax = Syntax.of("[-t ttl] path [data]");

        assertThatThrownBy(() -> syntax.parse(words("-t 5"))).hasMessage("an argument is missing");
        assertThatThrownBy(() -> syntax.parse(words("/p -t"))).hasMessage("-t needs a value");
        assertThatThrownBy(() -> syntax.parse(words("/p a b"))).hasMessageContaining("'b' is one argument too many");
    }

    @Test
    void everyCommandsUsageCanBeParsed() {
        assertThat(Commands.all()).allSatisfy(command -> {
            assertThat(command.usage()).startsWith(command.name());
            assertThat(command.summary()).isNotBlank();
        });
        assertThat(Commands.names()).contains("ls", "ls2", "rmr", "deleteall", "quit", "exit", "h", "help", "reconfig");
        assertThat(Commands.all().stream().flatMap(command -> command.aliases().stream()))
                .doesNotContainAnyElementsOf(
                        Commands.all().stream().map(Command::name).toList());
    }

    private static List<String> words(String line) throws ShellException {
        return Words.split(line);
    }
}
