/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.zookeeper.ApacheApi.Item;
import org.junit.jupiter.api.Test;

/** This client has every public and protected member of Apache's, but for those left out on purpose. */
class ApacheApiTest {
    @Test
    void everythingThatIsNotLeftOutOnPurposeIsHere() throws IOException {
        var leftOut = ApacheApi.leftOut().keySet();
        var missing = new ArrayList<String>();
        for (Item item : ApacheApi.items()) {
            if (!isHere(item) && leftOut.stream().noneMatch(item::isMeantBy)) {
                missing.add(item.name() + " " + String.join(" ", item.words()));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingIsListedAsLeftOutThatIsHereOrThatApacheDoesNotHave() throws IOException {
        List<Item> items = ApacheApi.items();
        var wrong = new ArrayList<String>();
        for (String name : ApacheApi.leftOut().keySet()) {
            if (items.stream().noneMatch(item -> item.name().equals(name) && !isHere(item))) {
                wrong.add(name);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everythingThatIsLeftOutHasAReason() throws IOException {
        assertThat(ApacheApi.leftOut())
                .allSatisfy((name, reason) -> assertThat(reason).hasSizeGreaterThan(20));
    }

    private static boolean isHere(Item item) {
        Optional<Class<?>> owner = find(item.owner());
        return owner.isPresent()
                && switch (item.kind()) {
                    case "class" -> fits(item, owner.get());
                    case "field" ->
                        Stream.of(owner.get())
                                .flatMap(ApacheApiTest::withSupertypes)
                                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                                .anyMatch(field ->
                                        field.getType().descriptorString().equals(item.descriptor())
                                                && fits(item, field));
                    default -> hasMethod(item, owner.get());
                };
    }

    private static boolean hasMethod(Item item, Class<?> owner) {
        if (item.member().equals("<init>")) {
            return Stream.of(owner.getDeclaredConstructors()).anyMatch(made -> isMadeBy(item, made));
        }
        return withSupertypes(owner)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .anyMatch(method -> descriptor(method).equals(item.descriptor()) && fits(item, method));
    }

    private static boolean isMadeBy(Item item, Constructor<?> constructor) {
        String descriptor = MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString();
        return descriptor.equals(item.descriptor()) && isVisible(item, constructor.getModifiers());
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    private static boolean fits(Item item, Member member) {
        return member.getName().equals(item.member())
                && Modifier.isStatic(member.getModifiers()) == item.is("static")
                && isVisible(item, member.getModifiers());
    }

    private static boolean isVisible(Item item, int modifiers) {
        return Modifier.isPublic(modifiers) || (item.is("protected") && Modifier.isProtected(modifiers));
    }

    /** Same kind of type, with the same supertypes as far as those are here. */
    private static boolean fits(Item item, Class<?> type) {
        int is = item.words().indexOf("is");
        Stream<String> supertypes =
                is < 0 ? Stream.of() : Stream.of(item.words().get(is + 1).split(",", -1));
        return type.isInterface() == item.is("interface")
                && Modifier.isPublic(type.getModifiers())
                && supertypes.allMatch(supertype -> find(supertype)
                        .map(found -> found.isAssignableFrom(type))
                        .orElse(true));
    }

    private static Stream<Class<?>> withSupertypes(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(ApacheApiTest::withSupertypes));
    }

    private static Optional<Class<?>> find(String binaryName) {
        try {
            return Optional.of(
                    Class.forName(binaryName.replace('/', '.'), false, ApacheApiTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
