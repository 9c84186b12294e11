/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Bytes;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts were written by Curator 5.9.0. */
class JsonInstanceSerializerTest {
    private static final String PLAIN = "{\"name\":\"svc\",\"id\":\"id-1\",\"address\":\"10.0.0.1\",\"port\":8080,"
            + "\"sslPort\":null,\"payload\":\"text\",\"registrationTimeUTC\":1700000000000,"
            + "\"serviceType\":\"DYNAMIC\",\"uriSpec\":null}";
    private static final String FULL = "{\"name\":\"svc\",\"id\":\"id-1\",\"address\":\"10.0.0.1\",\"port\":8080,"
            + "\"sslPort\":8443,\"payload\":[\"java.lang.Long\",5],\"registrationTimeUTC\":1700000000000,"
            + "\"serviceType\":\"STATIC\",\"uriSpec\":{\"parts\":[{\"value\":\"scheme\",\"variable\":true},"
            + "{\"value\":\"://\",\"variable\":false},{\"value\":\"address\",\"variable\":true},"
            + "{\"value\":\":\",\"variable\":false},{\"value\":\"port\",\"variable\":true},"
            + "{\"value\":\"/x\",\"variable\":false}]},\"enabled\":false}";

    /** What an instance says. */
    static final class Load {
        public String zone = "";
        public int weight;
    }

    private static <T> ServiceInstance<T> instance(T payload) {
        return new ServiceInstance<>(
                "svc", "id-1", "10.0.0.1", 8080, null, payload, 1_700_000_000_000L, ServiceType.DYNAMIC, null, true);
    }

    @Test
    void writesAndReadsCuratorsBytes() {
        var texts = new JsonInstanceSerializer<>(String.class);
        assertThat(texts.serialize(instance("text")).utf8()).isEqualTo(PLAIN);
        assertThat(texts.deserialize(Bytes.ofUtf8(PLAIN))).isEqualTo(instance("text"));

        var numbers = new JsonInstanceSerializer<>(Long.class);
        var full = instance(5L)
                .sslPort(8443)
                .serviceType(ServiceType.STATIC)
                .uriSpec(UriSpec.parse("{scheme}://{address}:{port}/x"))
                .enabled(false);
        assertThat(numbers.serialize(full).utf8()).isEqualTo(FULL);
        assertThat(numbers.deserialize(Bytes.ofUtf8(FULL))).isEqualTo(full);
        assertThat(full.buildUriSpec()).isEqualTo("https://10.0.0.1:8080/x");
    }

    @Test
    void payloadsAreReadAsTheClassThatIsWantedWhateverTheySayTheyAre() {
        var loads = new JsonInstanceSerializer<>(Load.class);
        var load = new Load();
        load.zone = "a";
        load.weight = 3;
        String json = loads.serialize(instance(load)).utf8();
        assertThat(json)
                .contains("\"payload\":{\"@class\":\"" + Load.class.getName() + "\",\"zone\":\"a\",\"weight\":3}");
        for (String payload : new String[] {
            "{\"@class\":\"com.example.Unknown\",\"zone\":\"a\",\"weight\":3}", "{\"zone\":\"a\",\"weight\":3}"
        }) {
            var read = loads.deserialize(
                    Bytes.ofUtf8("{\"name\":\"n\",\"id\":\"i\",\"unknown\":1,\"payload\":" + payload + "}"));
            assertThat(read.payload())
                    .isNotNull()
                    .satisfies(it -> assertThat(it.weight).isEqualTo(3));
            assertThat(read.enabled()).isTrue();
        }
    }

    @Test
    void whatIsNoInstanceIsRefusedWithTheReason() {
        var texts = new JsonInstanceSerializer<>(String.class);
        assertThatThrownBy(() -> texts.deserialize(Bytes.ofUtf8("10.0.0.1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> texts.deserialize(Bytes.ofUtf8("{\"name\":\"n\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
    }

    @Test
    void gapsOfAUriAreFilledAsCuratorDoes() {
        var spec = UriSpec.parse("{scheme}://{address}:{port}/{ssl-port}/{name}/{id}/{service-type}/{custom}");
        assertThat(spec.build(instance("x"), Map.of("custom", "c")))
                .isEqualTo("http://10.0.0.1:8080//svc/id-1/dynamic/c");
        assertThatThrownBy(() -> UriSpec.parse("a{b")).hasMessageContaining("not closed");
    }
}
