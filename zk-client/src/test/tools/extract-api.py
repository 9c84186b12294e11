#!/usr/bin/env python3
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
"""Lists the public and protected members of a client's jars, for ApacheApiTest.

  extract-api.py JAR... > ../resources/apache-api/members.txt

One line each: `class NAME`, `field NAME.FIELD DESCRIPTOR` or `method NAME.METHOD DESCRIPTOR`; behind it `static`, `protected`,
`interface`, and for a class `is` with its superclass and interfaces.
Only names and descriptors are read, no code. Left out: compiler-made members, and classes nested in classes that cannot be reached.
"""
import struct
import sys
import zipfile

PACKAGES = [
    "org/apache/jute/",
    "org/apache/zookeeper/",
    "org/apache/zookeeper/admin/",
    "org/apache/zookeeper/cli/",
    "org/apache/zookeeper/client/",
    "org/apache/zookeeper/common/",
    "org/apache/zookeeper/data/",
    "org/apache/zookeeper/proto/",
    "org/apache/zookeeper/version/",
]
PUBLIC, PROTECTED, STATIC, INTERFACE, SYNTHETIC = 0x1, 0x4, 0x8, 0x200, 0x1000


def parse(data):
    """Returns name, access flags (of the nested class if it is one), supertypes, and the members with their flags."""
    count = struct.unpack_from(">H", data, 8)[0]
    pool, at, i = [None] * count, 10, 1
    while i < count:
        tag = data[at]
        if tag == 1:
            length = struct.unpack_from(">H", data, at + 1)[0]
            pool[i] = data[at + 3 : at + 3 + length].decode("utf-8", "replace")
            at += 3 + length
        else:
            pool[i] = struct.unpack_from(">H", data, at + 1)[0]
            at += {3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 15: 4, 16: 3, 19: 3, 20: 3}.get(tag, 5)
            i += tag in (5, 6)
        i += 1
    access, this, parent, interfaces = struct.unpack_from(">HHHH", data, at)
    name = pool[pool[this]]
    supertypes = [pool[pool[k]] for k in [parent, *struct.unpack_from(">%dH" % interfaces, data, at + 8)]]
    at += 8 + 2 * interfaces
    members = []
    for kind in ("field", "method"):
        number = struct.unpack_from(">H", data, at)[0]
        at += 2
        for _ in range(number):
            flags, member, descriptor, attributes = struct.unpack_from(">HHHH", data, at)
            at += 8
            for _ in range(attributes):
                at += 6 + struct.unpack_from(">I", data, at + 2)[0]
            members.append((kind, flags, pool[member], pool[descriptor]))
    attributes = struct.unpack_from(">H", data, at)[0]
    at += 2
    for _ in range(attributes):
        attribute, length = struct.unpack_from(">HI", data, at)
        if pool[attribute] == "InnerClasses":
            for k in range(struct.unpack_from(">H", data, at + 6)[0]):
                inner, _, _, flags = struct.unpack_from(">HHHH", data, at + 8 + 8 * k)
                if pool[pool[inner]] == name:
                    access = flags
        at += 6 + length
    return name, access, [t for t in supertypes if t != "java/lang/Object"], members


def visible(flags):
    return flags & (PUBLIC | PROTECTED) and not flags & SYNTHETIC


def main(jars):
    classes = {}
    for jar in jars:
        with zipfile.ZipFile(jar) as z:
            for entry in z.namelist():
                if entry.endswith(".class") and entry.rsplit("/", 1)[0] + "/" in PACKAGES:
                    name, access, supertypes, members = parse(z.read(entry))
                    classes[name] = (access, supertypes, members)
    for name in sorted(classes):
        outer = name
        reachable = visible(classes[name][0])
        while "$" in outer:
            outer = outer.rsplit("$", 1)[0]
            reachable = reachable and visible(classes[outer][0])
        if not reachable:
            continue
        access, supertypes, members = classes[name]
        print("class", name, *["interface"] * bool(access & INTERFACE), *["is " + ",".join(supertypes)] * bool(supertypes))
        for kind, flags, member, descriptor in sorted(members, key=lambda m: (m[0], m[2], m[3])):
            if visible(flags) and member != "<clinit>":
                words = ["static"] * bool(flags & STATIC) + ["protected"] * bool(flags & PROTECTED)
                print(kind, name + "." + member, descriptor, *words)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
