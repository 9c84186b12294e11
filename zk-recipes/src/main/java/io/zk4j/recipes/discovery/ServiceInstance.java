/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One program that offers a service.
 *
 * @param name of the service; a name for a znode
 * @param id of the instance, different from the others' of the service; a name for a znode
 * @param address where it is; null if it does not say
 * @param port null for none
 * @param sslPort null for none
 * @param payload what else it says; null for nothing
 * @param registrationTimeUTC when it was made, in milliseconds since 1970
 * @param uriSpec how to reach it; null if that is known otherwise
 * @param enabled whether it wants to be chosen now
 */
public record ServiceInstance<T>(
        String name,
        String id,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable Integer sslPort,
        @Nullable T payload,
        long registrationTimeUTC,
        ServiceType serviceType,
        @Nullable UriSpec uriSpec,
        boolean enabled) {
    public ServiceInstance {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
    }

    /** A dynamic instance, enabled, registered now, that says nothing else yet. */
    public static <T> ServiceInstance<T> of(String name, String id) {
        return new ServiceInstance<>(
                name, id, null, null, null, null, Instant.now().toEpochMilli(), ServiceType.DYNAMIC, null, true);
    }

    /** The same at this address and port. */
    public ServiceInstance<T> at(String address, int port) {
        return new ServiceInstance<>(
                name, id, address, port, sslPort, payload, registrationTimeUTC, serviceType, uriSpec, enabled);
    }

    /** The same with a port for TLS. */
    public ServiceInstance<T> sslPort(int port) {
        return new ServiceInstance<>(
                name, id, address, this.port, port, payload, registrationTimeUTC, serviceType, uriSpec, enabled);
    }

    /** The same, saying something more. */
    public ServiceInstance<T> payload(T payload) {
        return new ServiceInstance<>(
                name, id, address, port, sslPort, payload, registrationTimeUTC, serviceType, uriSpec, enabled);
    }

    /** The same of another type. */
    public ServiceInstance<T> serviceType(ServiceType type) {
        return new ServiceInstance<>(
                name, id, address, port, sslPort, payload, registrationTimeUTC, type, uriSpec, enabled);
    }

    /** The same, reached in this way. */
    public ServiceInstance<T> uriSpec(UriSpec spec) {
        return new ServiceInstance<>(
                name, id, address, port, sslPort, payload, registrationTimeUTC, serviceType, spec, enabled);
    }

    /** The same, to be chosen or not. */
    public ServiceInstance<T> enabled(boolean enabled) {
        return new ServiceInstance<>(
                name, id, address, port, sslPort, payload, registrationTimeUTC, serviceType, uriSpec, enabled);
    }

    /** Its URI; empty if it does not say how to reach it. */
    public String buildUriSpec() {
        return buildUriSpec(Map.of());
    }

    /** Its URI, with values for variables that it does not know itself; empty if it does not say how to reach it. */
    public String buildUriSpec(Map<String, ?> variables) {
        return uriSpec == null ? "" : uriSpec.build(this, variables);
    }
}
