/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The table of the four-letter words, and who may ask for which. Thread-safe. */
public final class FourLetterWords {
    /** What a telnet client sends when its user interrupts it; it was always treated as a word. */
    private static final int TELNET_INTERRUPT = 0xfff4fffd;

    private static final String TELNET_INTERRUPT_NAME = "telnet close";
    private static final String SET_TRACE_MASK = "stmk";

    /** These are answered by a server that looks for a leader too. */
    private static final Set<String> ALWAYS_ANSWERED = Set.of("ruok", "isro", "envi", "gtmk", TELNET_INTERRUPT_NAME);

    private static final int MASK_BYTES = Long.BYTES;
    /** Apache's default; kept for tools that read it back, there is no tracing behind it. */
    private static final long TRACE_MASK = 306;

    private final WordSources sources;
    private final QuorumWords quorum;
    private final Map<String, Word> words = new HashMap<>();
    private final AtomicLong traceMask = new AtomicLong(TRACE_MASK);

    public FourLetterWords(WordSources sources) {
        this.sources = sources;
        this.quorum = new QuorumWords(sources.quorum());
        var status = new StatusWords(sources);
        words.put("ruok", Word.of(() -> "imok"));
        words.put("isro", () -> sources.core().ask(core -> quorum.isServing() ? "rw" : "null"));
        words.put("srvr", status::srvr);
        words.put("stat", status::stat);
        words.put("srst", Word.of(status::reset));
        words.put("mntr", new MonitorWord(sources));
        var connections = new ConnectionWords(sources);
        words.put("cons", connections::cons);
        words.put("crst", Word.of(connections::reset));
        words.put("dump", connections::dump);
        var watches = new WatchWords(sources);
        words.put("wchs", watches::wchs);
        words.put("wchc", watches::wchc);
        words.put("wchp", watches::wchp);
        var setup = new SetupWords(sources);
        words.put("conf", setup::conf);
        words.put("envi", Word.of(setup::envi));
        words.put("dirs", Word.of(setup::dirs));
        words.put("gtmk", Word.of(() -> Long.toString(traceMask.get())));
        words.put("hash", new HashWord(sources));
    }

    /** The word that a connection begins with, or null if it begins with something else. */
    public @Nullable String find(ByteBuf in) {
        if (in.getInt(in.readerIndex()) == TELNET_INTERRUPT) {
            return TELNET_INTERRUPT_NAME;
        }
        var word = in.toString(in.readerIndex(), 4, US_ASCII);
        return words.containsKey(word) || word.equals(SET_TRACE_MASK) ? word : null;
    }

    /** How many bytes belong to the word behind its name. */
    public int argumentBytes(String word) {
        return word.equals(SET_TRACE_MASK) ? MASK_BYTES : 0;
    }

    /** The text to be sent before the connection is closed. */
    public CompletableFuture<String> answer(String word, ByteBuf argument) {
        if (!sources.config().answersFourLetterWord(word)) {
            return CompletableFuture.completedFuture(refusal(word));
        }
        if (word.equals(SET_TRACE_MASK)) {
            long mask = argument.readLong();
            traceMask.set(mask);
            return CompletableFuture.completedFuture(Long.toString(mask));
        }
        var known = words.get(word);
        if (known == null) {
            return CompletableFuture.completedFuture("");
        }
        return ALWAYS_ANSWERED.contains(word) ? known.answer() : ifServing(known);
    }

    private CompletableFuture<String> ifServing(Word word) {
        return sources.core()
                .ask(core -> quorum.isServing())
                .thenCompose(serving ->
                        serving ? word.answer() : CompletableFuture.completedFuture(QuorumWords.NOT_SERVING));
    }

    /** The first line is Apache's; the second one says what to do about it. */
    private static String refusal(String word) {
        return word + " is not executed because it is not in the whitelist.\n"
                + "To allow it, add it to 4lw.commands.whitelist in zoo.cfg.\n";
    }
}
