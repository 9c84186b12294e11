/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.recipes.nodes.PersistentTtlNode;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.Test;

public class Nodes extends CuratorTest {

    @Test
    public void aPersistentNodeComesBackWhenDeleted() throws Exception {
        PersistentNode node = closing(new PersistentNode(one, CreateMode.EPHEMERAL, false, path, "mine".getBytes()));
        node.start();
        assertTrue(node.waitForInitialCreate(PATIENCE_SECONDS, TimeUnit.SECONDS));
        long first = two.checkExists().forPath(path).getCzxid();
        two.delete().forPath(path);
        await("it is back", () -> {
            Stat stat = two.checkExists().forPath(path);
            return stat != null && stat.getCzxid() > first;
        });
        node.setData("changed".getBytes());
        await(
                "it has the new data",
                () -> "changed".equals(new String(two.getData().forPath(path))));
    }

    @Test
    public void aPersistentNodeComesBackWhenTheSessionHasExpired() throws Exception {
        CuratorFramework brief = client(8_000); // the server keeps the node until then
        PersistentNode node = closing(new PersistentNode(brief, CreateMode.EPHEMERAL, false, path, "mine".getBytes()));
        node.start();
        assertTrue(node.waitForInitialCreate(PATIENCE_SECONDS, TimeUnit.SECONDS));
        long session = brief.getZookeeperClient().getZooKeeper().getSessionId();
        assertEquals(session, two.checkExists().forPath(path).getEphemeralOwner());
        brief.getZookeeperClient().getZooKeeper().getTestable().injectSessionExpiration();
        await("it belongs to another session", () -> {
            Stat stat = two.checkExists().forPath(path);
            return stat != null && stat.getEphemeralOwner() != session;
        });
    }

    @Test
    public void aNodeWithATimeToLiveIsKeptAlive() throws Exception {
        PersistentTtlNode node = closing(new PersistentTtlNode(one, path, 2_000, "mine".getBytes()));
        node.start();
        assertTrue(node.waitForInitialCreate(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("mine", new String(two.getData().forPath(path)));
        await("it is touched", () -> two.checkExists().forPath(path + "/touch") != null);
    }

    @Test
    public void membersKnowEachOther() throws Exception {
        GroupMember first = closing(new GroupMember(one, path, "first", "1".getBytes()));
        first.start();
        GroupMember second = new GroupMember(two, path, "second", "2".getBytes());
        second.start();
        Set<String> both = new HashSet<>();
        Collections.addAll(both, "first", "second");
        await(
                "both see both",
                () -> both.equals(first.getCurrentMembers().keySet())
                        && both.equals(second.getCurrentMembers().keySet()));
        assertEquals("2", new String(first.getCurrentMembers().get("second")));
        second.close();
        await(
                "one has left",
                () -> Collections.singleton("first")
                        .equals(first.getCurrentMembers().keySet()));
    }

    @Test
    public void aServiceIsFoundByItsName() throws Exception {
        ServiceInstance<String> instance = ServiceInstance.<String>builder()
                .name("mill")
                .address("10.0.0.1")
                .port(80)
                .payload("grinds")
                .build();
        ServiceDiscovery<String> registry = discovery(
                ServiceDiscoveryBuilder.builder(String.class).client(one).thisInstance(instance));
        ServiceDiscovery<String> seeker = discovery(
                ServiceDiscoveryBuilder.builder(String.class).client(two).watchInstances(true));
        await("it is registered", () -> seeker.queryForInstances("mill").size() == 1);
        ServiceProvider<String> provider =
                closing(seeker.serviceProviderBuilder().serviceName("mill").build());
        provider.start();
        await("it is provided", () -> provider.getInstance() != null);
        assertEquals("grinds", provider.getInstance().getPayload());
        ServiceCache<String> cache =
                closing(seeker.serviceCacheBuilder().name("mill").build());
        cache.start();
        await("it is cached", () -> cache.getInstances().size() == 1);
        assertEquals(Collections.singletonList("mill"), new java.util.ArrayList<>(seeker.queryForNames()));
        registry.unregisterService(instance);
        await("it is gone", () -> cache.getInstances().isEmpty() && provider.getInstance() == null);
    }

    private ServiceDiscovery<String> discovery(ServiceDiscoveryBuilder<String> builder) throws Exception {
        ServiceDiscovery<String> discovery = closing(builder.basePath(path).build());
        discovery.start();
        return discovery;
    }
}
