/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps, lists, strings, numbers and booleans as one line of JSON, and back. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What Jackson adds about where an object began: always in line 1, and with a source that it does not show. */
    private static final Pattern OTHER_PLACE = Pattern.compile(" ?\\(start marker at \\[.*?]\\)");

    private Json() {}

    static String write(@Nullable Object value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (var entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (var element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else if (value == null) {
            generator.writeNull();
        } else {
            generator.writeString(value.toString());
        }
    }

    /** Reads one line that holds an object and nothing else. */
    static Map<String, @Nullable Object> readObject(String line) throws IOException {
        try (var parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            var object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "not JSON, column " + e.getLocation().getColumnNr() + ": "
                            + OTHER_PLACE.matcher(e.getOriginalMessage()).replaceAll(""),
                    e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
