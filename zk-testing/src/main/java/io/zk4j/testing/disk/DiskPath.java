/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.File;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path on a {@link TestDisk}: names between slashes. */
record DiskPath(TestDisk disk, boolean isAbsolute, List<String> names) implements Path {
    DiskPath {
        names = List.copyOf(names);
    }

    static DiskPath parse(TestDisk disk, String text) {
        var names = Arrays.stream(text.split("/", -1))
                .filter(name -> !name.isEmpty())
                .toList();
        return new DiskPath(disk, text.startsWith("/"), names);
    }

    static DiskPath of(Path path) {
        if (path instanceof DiskPath own) {
            return own;
        }
        throw new ProviderMismatchException(path + " is not on the disk of a test");
    }

    /** The absolute path in words, which is where a file is kept. */
    String key() {
        return toAbsolutePath().normalize().toString();
    }

    private DiskPath with(boolean absolute, List<String> other) {
        return new DiskPath(disk, absolute, other);
    }

    @Override
    public TestDisk getFileSystem() {
        return disk;
    }

    @Override
    public @Nullable Path getRoot() {
        return isAbsolute ? with(true, List.of()) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : with(false, names.subList(names.size() - 1, names.size()));
    }

    @Override
    public @Nullable Path getParent() {
        return names.isEmpty() || (names.size() == 1 && !isAbsolute)
                ? null
                : with(isAbsolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return with(false, names.subList(index, index + 1));
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return with(false, names.subList(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof DiskPath path
                && path.disk.equals(disk)
                && path.isAbsolute == isAbsolute
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof DiskPath path
                && path.disk.equals(disk)
                && (path.isAbsolute
                        ? equals(path)
                        : path.names.size() <= names.size()
                                && names.subList(names.size() - path.names.size(), names.size())
                                        .equals(path.names));
    }

    @Override
    public DiskPath normalize() {
        var kept = new ArrayList<String>();
        for (var name : names) {
            if (name.equals("..")
                    && !kept.isEmpty()
                    && !kept.get(kept.size() - 1).equals("..")) {
                kept.remove(kept.size() - 1);
            } else if (!name.equals(".") && !(name.equals("..") && isAbsolute)) {
                kept.add(name);
            }
        }
        return with(isAbsolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        var path = of(other);
        if (path.isAbsolute) {
            return path;
        }
        var all = new ArrayList<>(names);
        all.addAll(path.names);
        return with(isAbsolute, all);
    }

    @Override
    public Path relativize(Path other) {
        var path = of(other);
        int common = 0;
        while (common < Math.min(names.size(), path.names.size())
                && names.get(common).equals(path.names.get(common))) {
            common++;
        }
        var steps = new ArrayList<>(Collections.nCopies(names.size() - common, ".."));
        steps.addAll(path.names.subList(common, path.names.size()));
        return with(false, steps);
    }

    @Override
    public URI toUri() {
        return URI.create(DiskProvider.SCHEME + "://" + disk.name() + toAbsolutePath());
    }

    /** Of a file in a folder of the machine, the file there. */
    @Override
    public File toFile() {
        if (disk instanceof FolderDisk) {
            return new File(key());
        }
        throw new UnsupportedOperationException(this + " is in memory, and no file of the machine");
    }

    @Override
    public DiskPath toAbsolutePath() {
        return with(true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("files of a test are not watched");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return (isAbsolute ? "/" : "") + String.join("/", names);
    }
}
