#!/usr/bin/python3
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
"""What a Python application does with kazoo, part by part. Prints "passed: PART"; any surprise ends it with a traceback.

usage: kazoo_tour.py HOST:PORT
When it prints "restart the server", somebody has to kill the server and start it again.
"""
import queue
import sys
import threading

from kazoo.client import KazooClient, KazooState
from kazoo.exceptions import (BadVersionError, NoAuthError, NodeExistsError, NoNodeError, NotEmptyError,
                              RolledBackError, RuntimeInconsistency)
from kazoo.recipe.watchers import ChildrenWatch, DataWatch
from kazoo.security import make_digest_acl, make_acl

HOSTS = sys.argv[1]
PATIENCE = 60


def connect(**options):
    client = KazooClient(hosts=HOSTS, timeout=30.0, **options)
    client.start(timeout=PATIENCE)
    return client


def expect(error, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except error:
        return
    raise AssertionError("%s did not raise %s" % (call, error))


def crud():
    zk = connect()
    assert zk.create("/py", b"one") == "/py"
    data, stat = zk.get("/py")
    assert data == b"one" and stat.version == 0 and stat.numChildren == 0, (data, stat)
    assert zk.set("/py", b"two").version == 1
    expect(BadVersionError, zk.set, "/py", b"three", version=0)
    expect(NodeExistsError, zk.create, "/py", b"")
    expect(NoNodeError, zk.get, "/py-none")
    zk.create("/py/a/b/c", b"", makepath=True)
    expect(NotEmptyError, zk.delete, "/py/a")
    assert zk.get_children("/py") == ["a"]
    assert zk.create("/py/seq-", b"", sequence=True) == "/py/seq-0000000001"
    path, stat = zk.create("/py/with-stat", b"abc", include_data=True)
    assert path == "/py/with-stat" and stat.dataLength == 3, (path, stat)
    zk.create("/py/mine", b"", ephemeral=True)
    assert zk.exists("/py/mine").owner_session_id == zk.client_id[0]
    other = connect()
    zk.stop()
    gone(other, "/py/mine")
    assert other.sync("/py") == "/py"
    other.delete("/py", recursive=True)
    assert other.exists("/py") is None
    chrooted = connect(read_only=True)
    chrooted.chroot = "/zookeeper"
    assert "quota" in chrooted.get_children("/")
    chrooted.stop()
    other.stop()


def gone(zk, path):
    event = threading.Event()
    if zk.exists(path, watch=lambda _: event.set()) is not None:
        assert event.wait(PATIENCE), path + " is still there"


def watches():
    zk = connect()
    zk.create("/pywatch", b"0")
    seen = queue.Queue()
    zk.get("/pywatch", watch=lambda event: seen.put((event.type, event.path)))
    zk.exists("/pywatch/child", watch=lambda event: seen.put((event.type, event.path)))
    zk.get_children("/pywatch", watch=lambda event: seen.put((event.type, event.path)))
    zk.set("/pywatch", b"1")
    assert seen.get(timeout=PATIENCE) == ("CHANGED", "/pywatch")
    zk.create("/pywatch/child")
    assert {seen.get(timeout=PATIENCE), seen.get(timeout=PATIENCE)} == {
        ("CREATED", "/pywatch/child"), ("CHILD", "/pywatch")}
    zk.set("/pywatch", b"2")  # one shot: fires nothing
    data, children = queue.Queue(), queue.Queue()
    DataWatch(zk, "/pywatch", lambda value, stat: data.put(value))
    ChildrenWatch(zk, "/pywatch", lambda names: children.put(sorted(names)))
    assert data.get(timeout=PATIENCE) == b"2" and children.get(timeout=PATIENCE) == ["child"]
    zk.set("/pywatch", b"3")
    zk.create("/pywatch/other")
    assert data.get(timeout=PATIENCE) == b"3" and children.get(timeout=PATIENCE) == ["child", "other"]
    assert seen.empty()
    zk.delete("/pywatch", recursive=True)
    zk.stop()


def locks():
    clients = [connect() for _ in range(4)]
    held, most, counter = [], [], [0]

    def work(client, name):
        for _ in range(5):
            with client.Lock("/pylock", name):
                held.append(name)
                most.append(len(held))
                counter[0] += 1
                held.remove(name)

    threads = [threading.Thread(target=work, args=(client, "worker%d" % i)) for i, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert counter[0] == 20 and max(most) == 1, (counter, max(most))
    first = clients[0].Lock("/pylock", "first")
    first.acquire()
    second = clients[1].Lock("/pylock", "second")
    assert not second.acquire(blocking=False)
    assert first.contenders() == ["first"]
    first.release()
    assert second.acquire(timeout=PATIENCE)
    second.release()
    with clients[2].ReadLock("/pyrw"):
        with clients[3].ReadLock("/pyrw"):
            assert not clients[0].WriteLock("/pyrw").acquire(blocking=False)
    for client in clients:
        client.stop()


def election():
    led = queue.Queue()
    clients = [connect() for _ in range(3)]
    threads = []
    for i, client in enumerate(clients):
        candidate = client.Election("/pyelection", "candidate%d" % i)
        threads.append(threading.Thread(target=candidate.run, args=(led.put, i)))
        threads[-1].start()
    assert {led.get(timeout=PATIENCE) for _ in clients} == {0, 1, 2}
    for thread in threads:
        thread.join(PATIENCE)
    for client in clients:
        client.stop()


def transactions():
    zk = connect()
    zk.create("/pytx", b"")
    transaction = zk.transaction()
    transaction.create("/pytx/a", b"1")
    transaction.set_data("/pytx/a", b"2")
    transaction.check("/pytx/a", 1)
    transaction.create("/pytx/b", b"")
    transaction.delete("/pytx/b")
    results = transaction.commit()
    assert results[0] == "/pytx/a" and results[1].version == 1 and results[2] is True, results
    assert zk.get_children("/pytx") == ["a"]
    transaction = zk.transaction()
    transaction.create("/pytx/c")
    transaction.delete("/pytx/none")
    transaction.create("/pytx/d")
    results = transaction.commit()
    assert [type(each) for each in results] == [RolledBackError, NoNodeError, RuntimeInconsistency], results
    assert zk.get_children("/pytx") == ["a"]
    zk.delete("/pytx", recursive=True)
    zk.stop()


def acls():
    owner = connect(auth_data=[("digest", "py:secret")])
    acl = make_digest_acl("py", "secret", all=True)
    owner.create("/pyacl", b"hidden", acl=[acl])
    stranger = connect()
    expect(NoAuthError, stranger.get, "/pyacl")
    expect(NoAuthError, stranger.set, "/pyacl", b"")
    expect(NoAuthError, stranger.create, "/pyacl/child")
    stranger.add_auth("digest", "py:secret")
    assert stranger.get("/pyacl")[0] == b"hidden"
    owner.set_acls("/pyacl", [acl, make_acl("world", "anyone", read=True)])
    third = connect()
    assert third.get("/pyacl")[0] == b"hidden"
    acls_found, stat = owner.get_acls("/pyacl")
    assert len(acls_found) == 2 and stat.aversion == 1, (acls_found, stat)
    owner.delete("/pyacl")
    for client in (owner, stranger, third):
        client.stop()


def reconnect():
    zk = connect()
    session = zk.client_id[0]
    states, fired = queue.Queue(), queue.Queue()
    zk.add_listener(states.put)
    zk.create("/pyrestart", b"kept")
    zk.create("/pyrestart-mine", b"", ephemeral=True)
    zk.get("/pyrestart", watch=lambda event: fired.put(event.type))
    print("restart the server", flush=True)
    assert states.get(timeout=PATIENCE) == KazooState.SUSPENDED
    assert states.get(timeout=PATIENCE) == KazooState.CONNECTED
    assert zk.client_id[0] == session, "another session"
    assert zk.retry(zk.get, "/pyrestart")[0] == b"kept"
    assert zk.exists("/pyrestart-mine").owner_session_id == session
    # kazoo tells its watchers of the lost connection and leaves it to the application to watch again
    assert fired.get(timeout=PATIENCE) in ("NONE", "CHANGED")
    zk.get("/pyrestart", watch=lambda event: fired.put(event.type))
    zk.set("/pyrestart", b"changed")
    assert fired.get(timeout=PATIENCE) == "CHANGED"
    zk.delete("/pyrestart")
    zk.stop()


for part in (crud, watches, locks, election, transactions, acls, reconnect):
    part()
    print("passed: " + part.__name__, flush=True)
