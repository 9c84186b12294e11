# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
"""kazoo's contender: the same arguments and the same talk with the referee as the contenders in Java."""
import os
import random
import socket
import sys
import threading
import time
import traceback

from kazoo.client import KazooClient
from kazoo.recipe.election import Election
from kazoo.recipe.lock import Lock

PATH = "/shared"
RECIPE, CONNECT_STRING, REFEREE_PORT, SIDE, WORKERS, SEED = sys.argv[1:7]


class RefereeLine:
    def __init__(self):
        self.socket = socket.create_connection(("127.0.0.1", int(REFEREE_PORT)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers = self.socket.makefile("r")

    def say(self, *words):
        self.socket.sendall((" ".join(str(word) for word in words) + "\n").encode())
        answer = self.answers.readline()
        if not answer:
            os._exit(2)
        return answer.strip()

    def next(self):
        return self.say("WANT")


class NamedAsCuratorsLock(Lock):
    _NODE_NAME = "-lock-"
    _EXCLUDE_NAMES = ["-lock-"]


class Worker:
    def __init__(self, number):
        self.id = "%s-%d-%d" % (SIDE, os.getpid(), number)
        self.random = random.Random(int(SEED) + number)
        self.referee = RefereeLine()
        self.zk = KazooClient(hosts=CONNECT_STRING, timeout=4.0)
        self.zk.start()
        self.queue = self.zk.LockingQueue(PATH)
        self.items = 0

    def hold(self, lock):
        self.referee.say("ENTER", "X", self.zk.exists(PATH + "/" + lock.node).czxid)
        time.sleep(self.random.random() * 0.004)
        self.referee.say("LEAVE")

    def mutex(self):
        lock = self.zk.Lock(PATH, self.id, extra_lock_patterns=["-lock-"])
        with lock:
            self.hold(lock)

    def lead(self):
        election = Election(self.zk, PATH, self.id)
        election.lock = NamedAsCuratorsLock(self.zk, PATH, self.id)
        election.run(self.hold, election.lock)

    def count(self):
        time.sleep(self.random.random() * 0.2)
        counter = self.zk.Counter(PATH, support_curator=True)
        counter += 1
        self.referee.say("COUNTED", counter.post_value)

    def put_and_consume(self):
        self.items += 1
        item = "%s:%d" % (self.id, self.items)
        self.referee.say("PUTTING", item)
        self.queue.put(item.encode())
        self.referee.say("PUT", item)
        self.referee.say("TAKING")
        taken = self.queue.get(timeout=2)
        time.sleep(self.random.random() * 0.004)
        consumed = taken is not None and self.queue.consume()
        self.referee.say("TOOK " + taken.decode() if consumed else "NOTHING")

    def play(self):
        rounds = {
            "mutex-with-kazoo": self.mutex,
            "selector-with-kazoo": self.lead,
            "shared-count-with-kazoo": self.count,
            "locking-queue": self.put_and_consume,
        }
        self.referee.say("HELLO", SIDE, self.id)
        while self.referee.next() != "STOP":
            rounds[RECIPE]()
        self.zk.stop()
        self.zk.close()


def end_with_the_parent():
    sys.stdin.read()
    os._exit(143)


def run(number):
    try:
        Worker(number).play()
    except BaseException:
        traceback.print_exc()
        os._exit(1)


threading.Thread(target=end_with_the_parent, daemon=True).start()
workers = [threading.Thread(target=run, args=(number,)) for number in range(int(WORKERS))]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
sys.stdout.flush()
os._exit(0)
