// Copyright 2026 The zk4j authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

// What a Node.js application does with node-zookeeper-client, part by part. Prints "passed: PART"; any surprise ends it with
// status 1.
//
// usage: node node_tour.js HOST:PORT, with node-zookeeper-client in NODE_PATH
// When it prints "restart the server", somebody has to kill the server and start it again.

const assert = require('assert');
const { EventEmitter, once } = require('events');
const zookeeper = require('node-zookeeper-client');

const hosts = process.argv[2];
const { CreateMode, Event, Exception, Permission, ACL, Id, State } = zookeeper;
const patience = setTimeout(() => fail(new Error('nothing more happens')), 240000);

function fail(error) {
  console.log(error.stack || error);
  process.exit(1);
}

async function connect() {
  const client = zookeeper.createClient(hosts, { sessionTimeout: 30000, spinDelay: 100, retries: 0 });
  const connected = once(client, 'connected');
  client.connect();
  await connected;
  return client;
}

// Calls a method with a callback as a promise of its results: one as it is, more as an array.
function ask(client, method, ...args) {
  return new Promise((resolve, reject) => {
    client[method](...args, (error, ...results) => (error ? reject(error) : resolve(results.length > 1 ? results : results[0])));
  });
}

async function refused(code, promise) {
  try {
    await promise;
  } catch (error) {
    assert.strictEqual(error.getCode && error.getCode(), code, String(error));
    return error;
  }
  throw new Error('not refused with ' + code);
}

async function close(client) {
  const closed = once(client, 'disconnected');
  client.close();
  await closed;
}

async function crud() {
  const zk = await connect();
  assert.strictEqual(await ask(zk, 'create', '/node', Buffer.from('one')), '/node');
  let [data, stat] = await ask(zk, 'getData', '/node');
  assert.strictEqual(data.toString(), 'one');
  assert.strictEqual(stat.version, 0);
  stat = await ask(zk, 'setData', '/node', Buffer.from('two'), 0);
  assert.strictEqual(stat.version, 1);
  await refused(Exception.BAD_VERSION, ask(zk, 'setData', '/node', Buffer.from('three'), 0));
  await refused(Exception.NODE_EXISTS, ask(zk, 'create', '/node'));
  await refused(Exception.NO_NODE, ask(zk, 'getData', '/node-none'));
  assert.strictEqual(await ask(zk, 'exists', '/node-none'), null);
  await ask(zk, 'mkdirp', '/node/a/b');
  await refused(Exception.NOT_EMPTY, ask(zk, 'remove', '/node'));
  const name = await ask(zk, 'create', '/node/seq-', null, CreateMode.PERSISTENT_SEQUENTIAL);
  assert.strictEqual(name, '/node/seq-0000000001');
  await ask(zk, 'create', '/node/mine', null, CreateMode.EPHEMERAL);
  const mine = await ask(zk, 'exists', '/node/mine');
  assert.deepStrictEqual(mine.ephemeralOwner, zk.getSessionId());
  const [children] = await ask(zk, 'getChildren', '/node');
  assert.deepStrictEqual(children.sort(), ['a', 'mine', 'seq-0000000001']);

  const other = await connect();
  const events = new EventEmitter();
  const deleted = once(events, 'event');
  await ask(other, 'exists', '/node/mine', (event) => events.emit('event', event));
  await close(zk);
  const [event] = await deleted;
  assert.strictEqual(event.getType(), Event.NODE_DELETED);
  for (const path of ['/node/seq-0000000001', '/node/a/b', '/node/a', '/node']) {
    await ask(other, 'remove', path);
  }
  assert.strictEqual(await ask(other, 'exists', '/node'), null);
  await close(other);
}

async function watches() {
  const zk = await connect();
  const events = new EventEmitter();
  const watcher = (event) => events.emit(event.getPath(), event.getType());
  let heard = once(events, '/nodewatch');
  assert.strictEqual(await ask(zk, 'exists', '/nodewatch', watcher), null);
  await ask(zk, 'create', '/nodewatch');
  assert.deepStrictEqual(await heard, [Event.NODE_CREATED]);
  heard = once(events, '/nodewatch');
  await ask(zk, 'getData', '/nodewatch', watcher);
  await ask(zk, 'setData', '/nodewatch', Buffer.from('1'));
  assert.deepStrictEqual(await heard, [Event.NODE_DATA_CHANGED]);
  let again = 0;
  events.on('/nodewatch', () => again++);
  await ask(zk, 'setData', '/nodewatch', Buffer.from('2'));
  await ask(zk, 'exists', '/nodewatch');
  assert.strictEqual(again, 0, 'a watch fires once');
  heard = once(events, '/nodewatch');
  await ask(zk, 'getChildren', '/nodewatch', watcher);
  await ask(zk, 'create', '/nodewatch/child');
  assert.deepStrictEqual(await heard, [Event.NODE_CHILDREN_CHANGED]);
  await ask(zk, 'remove', '/nodewatch/child');
  await ask(zk, 'remove', '/nodewatch');
  await close(zk);
}

async function transactions() {
  const zk = await connect();
  let results = await ask(
    zk.transaction().create('/nodetx', Buffer.from('1')).setData('/nodetx', Buffer.from('2'), 0).check('/nodetx', 1).create('/nodetx/a'),
    'commit',
  );
  assert.strictEqual(results[0].path, '/nodetx');
  assert.strictEqual(results[1].stat.version, 1);
  const failing = zk.transaction().remove('/nodetx/a', -1).remove('/nodetx/none', -1);
  await refused(Exception.NO_NODE, ask(failing, 'commit'));
  assert.notStrictEqual(await ask(zk, 'exists', '/nodetx/a'), null);
  results = await ask(zk.transaction().remove('/nodetx/a', -1).remove('/nodetx', -1), 'commit');
  assert.strictEqual(results.length, 2);
  await close(zk);
}

async function acls() {
  const owner = await connect();
  const stranger = await connect();
  owner.addAuthInfo('digest', Buffer.from('node:secret'));
  await ask(owner, 'create', '/nodeacl', Buffer.from('hidden'), ACL.CREATOR_ALL_ACL);
  await refused(Exception.NO_AUTH, ask(stranger, 'getData', '/nodeacl'));
  const [found, stat] = await ask(owner, 'getACL', '/nodeacl');
  assert.strictEqual(found[0].id.scheme, 'digest');
  assert.strictEqual(stat.aversion, 0);
  const readable = [new ACL(Permission.READ, Id.ANYONE_ID_UNSAFE)];
  assert.strictEqual((await ask(owner, 'setACL', '/nodeacl', readable, 0)).aversion, 1);
  assert.strictEqual((await ask(stranger, 'getData', '/nodeacl'))[0].toString(), 'hidden');
  await refused(Exception.NO_AUTH, ask(stranger, 'setData', '/nodeacl', Buffer.from('x')));
  await ask(owner, 'remove', '/nodeacl');
  await close(owner);
  await close(stranger);
}

async function reconnect() {
  const zk = await connect();
  const session = zk.getSessionId().toString('hex');
  const events = new EventEmitter();
  await ask(zk, 'create', '/noderestart', Buffer.from('kept'), CreateMode.EPHEMERAL);
  await ask(zk, 'getData', '/noderestart', (event) => events.emit('event', event.getType()));
  const lost = once(zk, 'disconnected');
  const back = lost.then(() => once(zk, 'connected'));
  console.log('restart the server');
  await back;
  assert.strictEqual(zk.getState(), State.SYNC_CONNECTED);
  assert.strictEqual(zk.getSessionId().toString('hex'), session);
  const stat = await ask(zk, 'exists', '/noderestart');
  assert.strictEqual(stat.ephemeralOwner.toString('hex'), session);
  const heard = once(events, 'event');
  await ask(zk, 'setData', '/noderestart', Buffer.from('changed'));
  assert.deepStrictEqual(await heard, [Event.NODE_DATA_CHANGED], 'the watch was set again');
  await close(zk);
}

(async () => {
  for (const part of [crud, watches, transactions, acls, reconnect]) {
    await part();
    console.log('passed: ' + part.name);
  }
  clearTimeout(patience);
})().catch(fail);
