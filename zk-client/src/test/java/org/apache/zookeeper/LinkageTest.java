/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every member of Apache's client that two dozen real libraries were compiled against is found here, as their class files name it.
 *
 * <p>{@code apache-api/linked-by-users.txt} was read from the constant pools of Curator, Kafka, HBase, Hadoop, Solr and others.
 */
class LinkageTest {
    private static final int DISTINCT_MEMBERS = 378;

    /** What a class file says about something that it uses. */
    private record Reference(String kind, String owner, String name, String descriptor) {
        static Reference parse(String line) {
            var words = line.split(" ", -1);
            return new Reference(words[0], words[1].replace('/', '.'), words[2], words[3]);
        }

        boolean resolves() {
            Class<?> type = load(owner);
            return type != null
                    && switch (kind) {
                        case "class" -> true;
                        case "field" -> isField(type);
                        default -> isMethod(type);
                    };
        }

        private boolean isField(Class<?> type) {
            return lineage(type)
                    .flatMap(each -> Stream.of(each.getDeclaredFields()))
                    .anyMatch(field -> field.getName().equals(name)
                            && field.getType().descriptorString().equals(descriptor)
                            && !Modifier.isPrivate(field.getModifiers()));
        }

        private boolean isMethod(Class<?> type) {
            if (name.equals("<init>")) {
                return Stream.of(type.getDeclaredConstructors()).anyMatch(this::isMeant);
            }
            return lineage(type)
                    .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                    .anyMatch(method -> method.getName().equals(name) && isMeant(method));
        }

        private boolean isMeant(Executable candidate) {
            Class<?> result = candidate instanceof Method method ? method.getReturnType() : void.class;
            return MethodType.methodType(result, candidate.getParameterTypes())
                            .descriptorString()
                            .equals(descriptor)
                    && !Modifier.isPrivate(candidate.getModifiers());
        }

        /** The class, what it extends and what it implements, as the JVM looks members up. */
        private static Stream<Class<?>> lineage(@Nullable Class<?> type) {
            if (type == null) {
                return Stream.empty();
            }
            return Stream.of(
                            Stream.<Class<?>>of(type),
                            lineage(type.getSuperclass()),
                            Stream.of(type.getInterfaces()).flatMap(Reference::lineage),
                            type.isInterface() ? Stream.<Class<?>>of(Object.class) : Stream.<Class<?>>empty())
                    .flatMap(part -> part);
        }

        private static @Nullable Class<?> load(String name) {
            try {
                return Class.forName(name, false, LinkageTest.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return null;
            }
        }
    }

    @Test
    void everythingThatRealUsersLinkToIsHere() throws IOException {
        var users = usersByReference();
        assertThat(users).hasSize(DISTINCT_MEMBERS);

        var missing = new TreeMap<>(users);
        missing.keySet().removeIf(line -> Reference.parse(line).resolves());
        assertThat(missing).as("missing members, and who links to them").isEmpty();
    }

    @Test
    void aMemberThatIsNotHereIsNoticed() {
        assertThat(Reference.parse("class org/apache/zookeeper/ZooKeeper - -").resolves())
                .isTrue();
        assertThat(Reference.parse("class org/apache/zookeeper/ZooKeper - -").resolves())
                .isFalse();
        assertThat(Reference.parse("method org/apache/zookeeper/ZooKeeper getSessionId ()J")
                        .resolves())
                .isTrue();
        assertThat(Reference.parse("method org/apache/zookeeper/ZooKeeper getSessionId ()I")
                        .resolves())
                .isFalse();
        assertThat(Reference.parse("method org/apache/zookeeper/ZooKeeper <init> ()V")
                        .resolves())
                .isFalse();
        assertThat(Reference.parse("field org/apache/zookeeper/CreateMode EPHEMERAL Ljava/lang/Object;")
                        .resolves())
                .isFalse();
        assertThat(Reference.parse("method org/apache/zookeeper/Watcher equals (Ljava/lang/Object;)Z")
                        .resolves())
                .isTrue();
    }

    /** Each reference as the list has it, without its user, and all its users. */
    private static Map<String, Set<String>> usersByReference() throws IOException {
        var users = new TreeMap<String, Set<String>>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LinkageTest.class.getResourceAsStream("/apache-api/linked-by-users.txt")),
                UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                users.computeIfAbsent(line.substring(space + 1), reference -> new TreeSet<>())
                        .add(line.substring(0, space));
            }
        }
        return users;
    }
}
