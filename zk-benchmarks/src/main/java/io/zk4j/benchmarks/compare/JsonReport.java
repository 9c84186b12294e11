/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The results for programs: one object for each figure of each workload. */
final class JsonReport {
    private JsonReport() {}

    static void write(Path file, Environment environment, Results results) throws IOException {
        try (var out = Files.newBufferedWriter(file);
                var json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("date", environment.date());
            json.writeStringField("machine", environment.machine());
            json.writeNumberField("loadBefore", environment.loadBefore());
            json.writeNumberField("fsyncMicros", environment.fsync().micros());
            json.writeNumberField("fsyncCpuMicros", environment.fsync().cpuMicros());
            json.writeArrayFieldStart("figures");
            for (var row : results.rows()) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Results.Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("workload", row.workload().name());
        json.writeStringField("title", row.workload().title());
        json.writeStringField("figure", row.metric().label());
        json.writeObjectFieldStart("subjects");
        for (var subject : row.spreads().entrySet()) {
            json.writeObjectFieldStart(subject.getKey());
            json.writeNumberField("median", subject.getValue().median());
            json.writeNumberField("least", subject.getValue().least());
            json.writeNumberField("most", subject.getValue().most());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (row.ratio().isPresent()) {
            json.writeNumberField("ratio", row.ratio().get());
        }
        if (row.need().isPresent()) {
            json.writeNumberField("needed", row.need().get().ratio());
            json.writeStringField("verdict", row.verdict());
        }
        json.writeEndObject();
    }
}
