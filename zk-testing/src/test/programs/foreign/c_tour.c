/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * What a C application does with Apache's C client, part by part. Prints "passed: PART"; ends with status 1 at a surprise.
 *
 * build: cc -DTHREADED c_tour.c -o c_tour -lzookeeper_mt
 * usage: c_tour HOST:PORT
 * When it prints "restart the server", somebody has to kill the server and start it again.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zookeeper/zookeeper.h>

#define PATIENCE_SECONDS 60
#define EVENTS_MAX 64

static const char *hosts;

#define EXPECT(wanted, call)                                                                       \
    do {                                                                                           \
        int wanted_ = (wanted), got_ = (call);                                                     \
        if (wanted_ != got_) {                                                                     \
            fprintf(stdout, "%s:%d: %s gave %d, not %d\n", __FILE__, __LINE__, #call, got_, wanted_); \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#define EXPECT_TRUE(condition) EXPECT(1, (condition) ? 1 : 0)

/* Events of one handle, oldest first. */
struct heard {
    pthread_mutex_t lock;
    pthread_cond_t more;
    int count, taken;
    struct {
        int type, state;
        char path[128];
    } events[EVENTS_MAX];
};

static void heard_init(struct heard *heard) {
    memset(heard, 0, sizeof *heard);
    pthread_mutex_init(&heard->lock, NULL);
    pthread_cond_init(&heard->more, NULL);
}

static void hear(zhandle_t *zk, int type, int state, const char *path, void *context) {
    struct heard *heard = context;
    (void)zk;
    pthread_mutex_lock(&heard->lock);
    if (heard->count < EVENTS_MAX) {
        heard->events[heard->count].type = type;
        heard->events[heard->count].state = state;
        snprintf(heard->events[heard->count].path, 128, "%s", path ? path : "");
        heard->count++;
    }
    pthread_cond_signal(&heard->more);
    pthread_mutex_unlock(&heard->lock);
}

static void session_watcher(zhandle_t *zk, int type, int state, const char *path, void *context) {
    hear(zk, type, state, path, context);
}

/* Waits for the next event and compares it; node watchers also hear of the connection, which is skipped. */
static void expect_event(struct heard *heard, int type, int state, const char *path) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_SECONDS;
    pthread_mutex_lock(&heard->lock);
    while (1) {
        if (heard->taken < heard->count
            && (type == ZOO_SESSION_EVENT || heard->events[heard->taken].type != ZOO_SESSION_EVENT)) {
            break;
        }
        if (heard->taken < heard->count) {
            heard->taken++;
            continue;
        }
        if (pthread_cond_timedwait(&heard->more, &heard->lock, &until) != 0) {
            printf("no event, expected type %d of %s\n", type, path);
            exit(1);
        }
    }
    int i = heard->taken++;
    if (heard->events[i].type != type || heard->events[i].state != state || strcmp(heard->events[i].path, path) != 0) {
        printf("event type %d state %d of %s, expected type %d state %d of %s\n", heard->events[i].type,
               heard->events[i].state, heard->events[i].path, type, state, path);
        exit(1);
    }
    pthread_mutex_unlock(&heard->lock);
}

static zhandle_t *open_session(struct heard *heard) {
    heard_init(heard);
    zhandle_t *zk = zookeeper_init(hosts, session_watcher, 30000, 0, heard, 0);
    EXPECT_TRUE(zk != NULL);
    expect_event(heard, ZOO_SESSION_EVENT, ZOO_CONNECTED_STATE, "");
    return zk;
}

static void crud(void) {
    struct heard heard;
    zhandle_t *zk = open_session(&heard);
    char path[128], data[128];
    int length = sizeof data;
    struct Stat stat;
    struct String_vector children;

    EXPECT(ZOK, zoo_create(zk, "/c", "one", 3, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path));
    EXPECT(0, strcmp(path, "/c"));
    EXPECT(ZNODEEXISTS, zoo_create(zk, "/c", "one", 3, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path));
    EXPECT(ZOK, zoo_get(zk, "/c", 0, data, &length, &stat));
    EXPECT_TRUE(length == 3 && memcmp(data, "one", 3) == 0 && stat.version == 0);
    EXPECT(ZOK, zoo_set2(zk, "/c", "", 0, 0, &stat));
    EXPECT(1, stat.version);
    EXPECT(ZBADVERSION, zoo_set(zk, "/c", "x", 1, 0));
    EXPECT(ZOK, zoo_set(zk, "/c", NULL, -1, -1)); /* null data is not empty data */
    length = sizeof data;
    EXPECT(ZOK, zoo_get(zk, "/c", 0, data, &length, &stat));
    EXPECT(-1, length);
    EXPECT(ZOK, zoo_create2(zk, "/c/seq-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_PERSISTENT_SEQUENTIAL, path, sizeof path,
                            &stat));
    EXPECT(0, strcmp(path, "/c/seq-0000000000"));
    EXPECT(ZOK, zoo_create(zk, "/c/mine", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, path, sizeof path));
    EXPECT(ZNOCHILDRENFOREPHEMERALS,
           zoo_create(zk, "/c/mine/child", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path));
    EXPECT(ZOK, zoo_exists(zk, "/c/mine", 0, &stat));
    EXPECT_TRUE(stat.ephemeralOwner == zoo_client_id(zk)->client_id);
    EXPECT(ZOK, zoo_get_children2(zk, "/c", 0, &children, &stat));
    EXPECT_TRUE(children.count == 2 && stat.numChildren == 2);
    deallocate_String_vector(&children);
    EXPECT(ZNOTEMPTY, zoo_delete(zk, "/c", -1));
    EXPECT(ZNONODE, zoo_delete(zk, "/c-none", -1));
    EXPECT(ZOK, zoo_create2_ttl(zk, "/c/container", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_CONTAINER, -1, path, sizeof path,
                                &stat));
    EXPECT(ZOK, zoo_delete(zk, "/c/container", 0));
    EXPECT(ZOK, zoo_delete(zk, "/c/mine", 0));
    EXPECT(ZOK, zoo_delete(zk, "/c/seq-0000000000", 0));
    EXPECT(ZOK, zoo_delete(zk, "/c", -1));
    EXPECT(ZNONODE, zoo_exists(zk, "/c", 0, &stat));
    EXPECT(ZOK, zookeeper_close(zk));
}

static void watches(void) {
    struct heard session, nodes;
    zhandle_t *zk = open_session(&session);
    char path[128], data[128];
    int length = sizeof data;
    struct Stat stat;
    struct String_vector children;
    heard_init(&nodes);

    EXPECT(ZNONODE, zoo_wexists(zk, "/cwatch", hear, &nodes, &stat));
    EXPECT(ZOK, zoo_create(zk, "/cwatch", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path));
    expect_event(&nodes, ZOO_CREATED_EVENT, ZOO_CONNECTED_STATE, "/cwatch");
    EXPECT(ZOK, zoo_wget(zk, "/cwatch", hear, &nodes, data, &length, &stat));
    EXPECT(ZOK, zoo_set(zk, "/cwatch", "1", 1, -1));
    expect_event(&nodes, ZOO_CHANGED_EVENT, ZOO_CONNECTED_STATE, "/cwatch");
    EXPECT(ZOK, zoo_set(zk, "/cwatch", "2", 1, -1)); /* one shot */
    EXPECT(ZOK, zoo_wget_children(zk, "/cwatch", hear, &nodes, &children));
    EXPECT(0, children.count);
    deallocate_String_vector(&children);
    EXPECT(ZOK, zoo_create(zk, "/cwatch/child", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path, sizeof path));
    expect_event(&nodes, ZOO_CHILD_EVENT, ZOO_CONNECTED_STATE, "/cwatch");
    EXPECT(ZOK, zoo_wexists(zk, "/cwatch/child", hear, &nodes, &stat));
    EXPECT(ZOK, zoo_delete(zk, "/cwatch/child", -1));
    expect_event(&nodes, ZOO_DELETED_EVENT, ZOO_CONNECTED_STATE, "/cwatch/child");
    EXPECT(ZOK, zoo_wexists(zk, "/cwatch", hear, &nodes, &stat));
    EXPECT(ZOK, zoo_remove_watches(zk, "/cwatch", ZWATCHTYPE_DATA, hear, &nodes, 0));
    EXPECT(ZOK, zoo_delete(zk, "/cwatch", -1));
    EXPECT(ZOK, zookeeper_close(zk));
    EXPECT_TRUE(nodes.taken == nodes.count || nodes.events[nodes.taken].type == ZOO_NOTWATCHING_EVENT
                || nodes.events[nodes.taken].type == -2);
}

static void transactions(void) {
    struct heard heard;
    zhandle_t *zk = open_session(&heard);
    char path[3][128];
    struct Stat stat;
    zoo_op_t ops[4];
    zoo_op_result_t results[4];

    zoo_create_op_init(&ops[0], "/ctx", "1", 1, &ZOO_OPEN_ACL_UNSAFE, 0, path[0], 128);
    zoo_create_op_init(&ops[1], "/ctx/seq-", "", 0, &ZOO_OPEN_ACL_UNSAFE, ZOO_SEQUENCE, path[1], 128);
    zoo_set_op_init(&ops[2], "/ctx", "2", 1, 0, &stat);
    zoo_check_op_init(&ops[3], "/ctx", 1);
    EXPECT(ZOK, zoo_multi(zk, 4, ops, results));
    EXPECT_TRUE(strcmp(path[1], "/ctx/seq-0000000000") == 0 && stat.version == 1);

    zoo_delete_op_init(&ops[0], "/ctx/seq-0000000000", -1);
    zoo_delete_op_init(&ops[1], "/ctx/none", -1);
    zoo_create_op_init(&ops[2], "/ctx/new", "", 0, &ZOO_OPEN_ACL_UNSAFE, 0, path[2], 128);
    EXPECT(ZNONODE, zoo_multi(zk, 3, ops, results));
    EXPECT_TRUE(results[0].err == ZOK && results[1].err == ZNONODE && results[2].err == ZRUNTIMEINCONSISTENCY);
    EXPECT(ZOK, zoo_exists(zk, "/ctx/seq-0000000000", 0, &stat));

    zoo_delete_op_init(&ops[0], "/ctx/seq-0000000000", -1);
    zoo_delete_op_init(&ops[1], "/ctx", -1);
    EXPECT(ZOK, zoo_multi(zk, 2, ops, results));
    EXPECT(ZOK, zookeeper_close(zk));
}

static void authenticated(int rc, const void *result) {
    EXPECT(ZOK, rc);
    *(volatile int *)result = 1;
}

static void acls(void) {
    struct heard heard, other;
    zhandle_t *owner = open_session(&heard), *stranger = open_session(&other);
    char path[128], data[128];
    int length = sizeof data;
    struct Stat stat;
    struct ACL_vector found;
    volatile int done = 0;

    EXPECT(ZOK, zoo_add_auth(owner, "digest", "c:secret", 8, authenticated, (const void *)&done));
    EXPECT(ZOK, zoo_create(owner, "/cacl", "hidden", 6, &ZOO_CREATOR_ALL_ACL, 0, path, sizeof path));
    EXPECT(1, done); /* the answer to auth comes before that of any later request */
    EXPECT(ZNOAUTH, zoo_get(stranger, "/cacl", 0, data, &length, &stat));
    EXPECT(ZNOAUTH, zoo_set(stranger, "/cacl", "", 0, -1));
    EXPECT(ZINVALIDACL, zoo_create(stranger, "/cacl2", "", 0, &ZOO_CREATOR_ALL_ACL, 0, path, sizeof path));
    EXPECT(ZOK, zoo_get_acl(owner, "/cacl", &found, &stat));
    EXPECT_TRUE(found.count == 1 && strcmp(found.data[0].id.scheme, "digest") == 0);
    deallocate_ACL_vector(&found);
    EXPECT(ZOK, zoo_set_acl(owner, "/cacl", 0, &ZOO_READ_ACL_UNSAFE));
    length = sizeof data;
    EXPECT(ZOK, zoo_get(stranger, "/cacl", 0, data, &length, &stat));
    EXPECT_TRUE(length == 6 && stat.aversion == 1);
    EXPECT(ZOK, zoo_delete(owner, "/cacl", -1));
    EXPECT(ZOK, zookeeper_close(owner));
    EXPECT(ZOK, zookeeper_close(stranger));
}

static void reconnect(void) {
    struct heard session, nodes;
    zhandle_t *zk = open_session(&session);
    char path[128], data[128];
    int length = sizeof data;
    struct Stat stat;
    int64_t id = zoo_client_id(zk)->client_id;
    heard_init(&nodes);

    EXPECT(ZOK, zoo_create(zk, "/crestart", "kept", 4, &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, path, sizeof path));
    EXPECT(ZOK, zoo_wget(zk, "/crestart", hear, &nodes, data, &length, &stat));
    printf("restart the server\n");
    fflush(stdout);
    expect_event(&session, ZOO_SESSION_EVENT, ZOO_CONNECTING_STATE, "");
    expect_event(&session, ZOO_SESSION_EVENT, ZOO_CONNECTED_STATE, "");
    EXPECT_TRUE(zoo_client_id(zk)->client_id == id);
    EXPECT(ZOK, zoo_exists(zk, "/crestart", 0, &stat));
    EXPECT_TRUE(stat.ephemeralOwner == id);
    EXPECT(ZOK, zoo_set(zk, "/crestart", "changed", 7, -1));
    expect_event(&nodes, ZOO_CHANGED_EVENT, ZOO_CONNECTED_STATE, "/crestart"); /* set again by the client */
    EXPECT(ZOK, zookeeper_close(zk));
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s HOST:PORT\n", argv[0]);
        return 2;
    }
    hosts = argv[1];
    zoo_set_debug_level(ZOO_LOG_LEVEL_ERROR);
    static const struct {
        const char *name;
        void (*run)(void);
    } parts[] = {{"crud", crud},
                 {"watches", watches},
                 {"transactions", transactions},
                 {"acls", acls},
                 {"reconnect", reconnect}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        parts[i].run();
        printf("passed: %s\n", parts[i].name);
        fflush(stdout);
    }
    return 0;
}
