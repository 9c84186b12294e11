/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import io.zk4j.testing.ZkTestCluster;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Carries out {@link ZkCluster}. Has no state of its own: servers and clients are kept in JUnit's stores, which close them with the test
 * or the class they belong to.
 */
final class ZkClusterExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ZkClusterExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (var test :
                context.getRequiredTestInstances().getAllInstances()) { // a nested test also has those around it
            for (var field : AnnotationSupport.findAnnotatedFields(
                    test.getClass(), FromCluster.class, field -> true, HierarchyTraversalMode.TOP_DOWN)) {
                field.setAccessible(true);
                field.set(test, valueOf(field, context));
            }
        }
    }

    private static Object valueOf(Field field, ExtensionContext context) {
        if (field.getType() == String.class) {
            return cluster(context).connectString();
        }
        if (!Factories.makes(field.getType())) {
            throw new ExtensionConfigurationException(field + " cannot be injected: nobody makes that for tests");
        }
        return give(field.getType(), context);
    }

    /**
     * What the test has been given is closed first; what is still open then is the test's own. Whatever a test has done, the next one of the
     * class finds servers that run, and an empty tree.
     */
    @Override
    public void afterEach(ExtensionContext context) {
        var home = home(context);
        var cluster =
                home.getStore(NAMESPACE).get(new Key(ZkTestCluster.class, home.getUniqueId()), ZkTestCluster.class);
        if (cluster == null) {
            return; // nobody has asked for it
        }
        cluster.heal();
        if (home.equals(context)) {
            givenTo(context).close();
            return; // the end of the servers comes now, and finds what is open
        }
        try {
            givenTo(context).close();
            if (!doClassesHaveClients(context, home)) { // else the end of the class asks for those
                cluster.requireNoOpenClients();
            }
        } finally {
            cluster.start();
            cluster.wipe();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == String.class ? parameter.isAnnotated(FromCluster.class) : Factories.makes(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == String.class ? cluster(context).connectString() : give(type, context);
    }

    private static Object give(Class<?> type, ExtensionContext context) {
        var cluster = cluster(context); // first, as what comes into a store later is closed earlier
        var given = Factories.make(type, cluster);
        givenTo(context).add(given);
        return given.value();
    }

    /** The servers of a test, or of a class if that is asked before any test; started when they are first wanted. */
    private static ZkTestCluster cluster(ExtensionContext context) {
        var home = home(context);
        return kept(ZkTestCluster.class, home, () -> start(annotation(context)));
    }

    private static GivenTo givenTo(ExtensionContext context) {
        return kept(GivenTo.class, context, GivenTo::new);
    }

    /**
     * What a test or a class has of this kind, made when it is first wanted, by the one thread that runs it. Looked for and then put:
     * JUnit 5 has no {@code computeIfAbsent}, and JUnit 6 is about to lose what was there before it.
     */
    private static <T> T kept(Class<T> kind, ExtensionContext owner, Supplier<T> maker) {
        var store = owner.getStore(NAMESPACE);
        var key = new Key(kind, owner.getUniqueId());
        var found = store.get(key, kind);
        if (found != null) {
            return found;
        }
        var made = maker.get();
        store.put(key, made);
        return made;
    }

    /**
     * The context whose end is that of the servers: the class that has the annotation, for the classes nested in it as well, unless servers
     * for each test are wanted. What may run at the same time as its neighbours, a test or a nested class, has servers of its own.
     */
    private static ExtensionContext home(ExtensionContext context) {
        var ofClass = ofClass(context);
        if (ofMethod(context) != null || ofClass == null || ofClass.life() == ZkCluster.Life.PER_METHOD) {
            return context;
        }
        var found = context;
        while (!isAnnotatedClass(found) && found.getExecutionMode() == ExecutionMode.SAME_THREAD) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }

    private static boolean isAnnotatedClass(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && AnnotationSupport.isAnnotated(context.getRequiredTestClass(), ZkCluster.class);
    }

    /** Whether a class around the test, up to the one that has the servers, has been given clients of its own. */
    private static boolean doClassesHaveClients(ExtensionContext test, ExtensionContext home) {
        for (var context = test; !context.equals(home); ) {
            context = context.getParent().orElseThrow();
            if (!givenTo(context).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static ZkCluster annotation(ExtensionContext context) {
        var own = ofMethod(context);
        var wanted = own == null ? ofClass(context) : own;
        if (wanted == null) {
            throw new ExtensionConfigurationException(
                    context.getDisplayName() + " has no @ZkCluster to take servers from");
        }
        return wanted;
    }

    private static @Nullable ZkCluster ofMethod(ExtensionContext context) {
        return context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, ZkCluster.class))
                .orElse(null);
    }

    private static @Nullable ZkCluster ofClass(ExtensionContext context) {
        for (var type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var found = AnnotationSupport.findAnnotation(type, ZkCluster.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    private static ZkTestCluster start(ZkCluster wanted) {
        var builder = ZkTestCluster.builder()
                .servers(wanted.servers())
                .observers(wanted.observers())
                .seed(wanted.seed())
                .set("tickTime", Integer.toString(wanted.tickMillis()));
        for (var setting : wanted.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new ExtensionConfigurationException(
                        "the setting \"" + setting + "\" is not of the form key=value");
            }
            builder.set(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return builder.start();
    }

    /** What is kept for one test or class; a store also finds what is kept for the class of a test. */
    private record Key(Class<?> kind, String owner) {}

    /** What a test or a class has been given; closed with it, latest first. Owned by the thread that runs it. */
    private static final class GivenTo implements AutoCloseable {
        private final List<Factories.Given> given = new ArrayList<>();

        void add(Factories.Given one) {
            given.add(one);
        }

        boolean isEmpty() {
            return given.isEmpty();
        }

        @Override
        public void close() {
            if (!given.isEmpty()) {
                try {
                    given.remove(given.size() - 1).close();
                } finally {
                    close(); // the others, whatever became of this one
                }
            }
        }
    }
}
