/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zk4j.protocol.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Curator's JSON, to the byte: fields in its order, payloads with the name of their class. An instance that is not enabled says so in a
 * last field, as Curator does on request.
 *
 * <p>Unlike Curator's, it never loads a class that the data names: payloads are read as the class that the program wants, whatever they
 * say they are, and may as well come from programs that do not name one. Unknown fields are ignored.
 */
public final class JsonInstanceSerializer<T> implements InstanceSerializer<T> {
    private static final String CLASS = "@class";

    private final ObjectMapper mapper;
    private final Class<T> payload;

    /** Reads and writes payloads of this class. */
    public JsonInstanceSerializer(Class<T> payload) {
        this(payload, new ObjectMapper());
    }

    /** The same with a mapper that knows how to write payloads. */
    public JsonInstanceSerializer(Class<T> payload, ObjectMapper mapper) {
        this.payload = payload;
        this.mapper = mapper;
    }

    /** What is written. */
    @JsonPropertyOrder({
        "name",
        "id",
        "address",
        "port",
        "sslPort",
        "payload",
        "registrationTimeUTC",
        "serviceType",
        "uriSpec",
        "enabled"
    })
    record Written(
            String name,
            String id,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable Integer sslPort,

            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, defaultImpl = Object.class) @Nullable
            Object payload,

            long registrationTimeUTC,
            ServiceType serviceType,
            @Nullable UriSpec uriSpec,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean enabled) {}

    @Override
    public Bytes serialize(ServiceInstance<T> instance) {
        var written = new Written(
                instance.name(),
                instance.id(),
                instance.address(),
                instance.port(),
                instance.sslPort(),
                instance.payload(),
                instance.registrationTimeUTC(),
                instance.serviceType(),
                instance.uriSpec(),
                instance.enabled() ? null : false);
        try {
            return Bytes.wrap(mapper.writeValueAsBytes(written));
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException(
                    "instance " + instance.id() + " of " + instance.name() + " cannot be written as JSON", failed);
        }
    }

    @Override
    public ServiceInstance<T> deserialize(Bytes data) {
        try {
            JsonNode json = mapper.readTree(data.unsafeArray());
            if (!json.hasNonNull("name") || !json.hasNonNull("id")) {
                throw new IllegalArgumentException("no instance of a service: there is no name and id in " + json);
            }
            return new ServiceInstance<>(
                    json.get("name").asText(),
                    json.get("id").asText(),
                    json.hasNonNull("address") ? json.get("address").asText() : null,
                    json.hasNonNull("port") ? json.get("port").asInt() : null,
                    json.hasNonNull("sslPort") ? json.get("sslPort").asInt() : null,
                    payload(json.get("payload")),
                    json.path("registrationTimeUTC").asLong(),
                    json.hasNonNull("serviceType")
                            ? ServiceType.valueOf(json.get("serviceType").asText())
                            : ServiceType.DYNAMIC,
                    uriSpec(json.get("uriSpec")),
                    json.path("enabled").asBoolean(true));
        } catch (IOException failed) {
            throw new IllegalArgumentException("no instance of a service: " + failed.getMessage(), failed);
        }
    }

    private @Nullable T payload(@Nullable JsonNode json) throws JsonProcessingException {
        if (json == null || json.isNull()) {
            return null;
        }
        JsonNode plain = json;
        if (json instanceof ObjectNode object) {
            object.remove(CLASS);
        } else if (isWithClass(json)) {
            plain = json.get(1);
        }
        return mapper.treeToValue(plain, payload);
    }

    /** What is no object has its class before it: {@code ["java.lang.Long",5]}. */
    private boolean isWithClass(JsonNode json) {
        boolean pair = json.isArray() && json.size() == 2 && json.get(0).isTextual();
        boolean listWanted = Collection.class.isAssignableFrom(payload) || payload.isArray();
        return pair && (!listWanted || json.get(1).isArray());
    }

    private static @Nullable UriSpec uriSpec(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        }
        var parts = new ArrayList<UriSpec.Part>();
        json.path("parts")
                .forEach(part -> parts.add(new UriSpec.Part(
                        part.path("value").asText(), part.path("variable").asBoolean())));
        return new UriSpec(parts);
    }
}
