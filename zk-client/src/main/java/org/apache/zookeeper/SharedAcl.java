/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.zookeeper.data.ACL;
import org.jspecify.annotations.Nullable;

/** A list that is an {@code ArrayList} to the compiler and unmodifiable to everyone. */
final class SharedAcl extends ArrayList<ACL> {
    private static final long serialVersionUID = 1;

    SharedAcl(Collection<ACL> entries) {
        super(entries);
    }

    @Override
    public boolean add(ACL entry) {
        throw refused();
    }

    @Override
    public void add(int index, ACL entry) {
        throw refused();
    }

    @Override
    public boolean addAll(Collection<? extends ACL> entries) {
        throw refused();
    }

    @Override
    public boolean addAll(int index, Collection<? extends ACL> entries) {
        throw refused();
    }

    @Override
    public ACL set(int index, ACL entry) {
        throw refused();
    }

    @Override
    public ACL remove(int index) {
        throw refused();
    }

    @Override
    public boolean remove(@Nullable Object entry) {
        throw refused();
    }

    @Override
    public boolean removeAll(Collection<?> entries) {
        throw refused();
    }

    @Override
    public boolean retainAll(Collection<?> entries) {
        throw refused();
    }

    @Override
    public boolean removeIf(Predicate<? super ACL> filter) {
        throw refused();
    }

    @Override
    public void replaceAll(UnaryOperator<ACL> operator) {
        throw refused();
    }

    @Override
    public void sort(@Nullable Comparator<? super ACL> order) {
        throw refused();
    }

    @Override
    public void clear() {
        throw refused();
    }

    @Override
    public Iterator<ACL> iterator() {
        return view().iterator();
    }

    @Override
    public ListIterator<ACL> listIterator() {
        return view().listIterator();
    }

    @Override
    public ListIterator<ACL> listIterator(int index) {
        return view().listIterator(index);
    }

    @Override
    public List<ACL> subList(int from, int to) {
        return Collections.unmodifiableList(super.subList(from, to));
    }

    private List<ACL> view() {
        return Collections.unmodifiableList(super.subList(0, size()));
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException(
                "the lists in ZooDefs.Ids are shared by the whole JVM; change a copy: new ArrayList<>(list)");
    }
}
