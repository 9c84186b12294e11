/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.recipes.Troubled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services that come, change and go, at programs whose connections break and whose sessions end. */
class DiscoverySimulationTest {
    private static final int PROGRAMS = 3;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void everybodyFindsWhatIsRegisteredInTheEnd(long seed) {
        var scene = new Troubled(seed, PROGRAMS);
        var discoveries = new ArrayList<ServiceDiscovery<String>>();
        var caches = new ArrayList<ServiceCache<String>>();
        for (var client : scene.clients()) {
            var discovery = ServiceDiscovery.open(client, "/s", String.class);
            discoveries.add(discovery);
            caches.add(discovery.cache("web"));
        }
        var registered = new TreeMap<String, ServiceInstance<String>>();
        scene.repeat(300, () -> {
            int program = scene.world().upTo(PROGRAMS);
            int number = scene.world().upTo(4);
            var instance = new ServiceInstance<>(
                    "web",
                    program + "-" + number,
                    "10.0.0.1",
                    80,
                    null,
                    "" + scene.world().upTo(1_000),
                    0,
                    number < 2 ? ServiceType.DYNAMIC : ServiceType.DYNAMIC_SEQUENTIAL,
                    null,
                    true);
            if (scene.world().chance(0.4)) {
                registered.remove(instance.id());
                var unused = discoveries.get(program).unregister(instance);
            } else {
                registered.put(instance.id(), instance);
                var unused = discoveries.get(program).register(instance);
            }
        });
        scene.settle();
        List<ServiceInstance<String>> expected = List.copyOf(registered.values());
        for (var cache : caches) {
            assertThat(cache.instances())
                    .isSortedAccordingTo(Comparator.comparing(ServiceInstance::id))
                    .isEqualTo(expected);
            cache.close();
        }
        discoveries.forEach(ServiceDiscovery::close);
        scene.leavesNothingIn("/s/web");
    }
}
