#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# From a fresh clone to a running ensemble: builds what is missing, starts three servers, takes a short tour through them
# with the real client and with recipes in processes of their own, and leaves them running. With --once it stops them after the tour.
set -eu

ZOOBINDIR="$(cd "$(dirname "${BASH_SOURCE-$0}")" && pwd)"
ROOT="$(cd "$ZOOBINDIR/.." && pwd)"
FOLDER="$ROOT/data/quickstart"
EXAMPLES="$ROOT/docs/examples/recipes"

once=
case "${1:-}" in
  "") ;;
  --once) once=yes ;;
  *)
    echo "Usage: $0 [--once]     (--once stops the servers after the tour)" >&2
    exit 1
    ;;
esac

# The quickstart is about this clone, whatever configuration the caller's other servers have.
unset ZOOCFG ZOOCFGDIR ZOOPIDFILE ZOO_NOEXEC
export ZOO_LOG_DIR="$FOLDER/logs"
export JMXDISABLE=true

# shellcheck source=bin/zkEnv.sh
. "$ZOOBINDIR/zkEnv.sh"

# Whether a jar is missing or older than what it is made of.
needs_build() {
  [ -d "$ROOT/lib" ] && return 1
  [ -d "$ROOT/zk-server/target/lib" ] || return 0
  local module
  for module in zk-client zk-server zk-recipes; do
    is_older "$ROOT/$module/target/$module.jar" "$ROOT/$module/src/main" && return 0
  done
  is_older "$EXAMPLES/target/classes/io/zk4j/examples/recipes/Tour.class" "$EXAMPLES/src/main"
}

# Whether a file is missing or older than something in a folder.
is_older() {
  [ ! -f "$1" ] || [ -n "$(find "$2" -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

build() {
  if ! command -v mvn >/dev/null; then
    fail "Maven is needed to build zk4j and is not in PATH. Install Maven 3.8 or later (Debian: apt-get install maven)."
  fi
  echo "Building zk4j with Maven. The first time takes a minute or more, because the libraries are downloaded ..."
  local begin=$SECONDS
  (cd "$ROOT" && mvn -B -q -Dstyle.color=never -pl zk-server,docs/examples/recipes -am package -Dmaven.test.skip=true) \
    || fail "the build failed; what Maven says above tells why. Try: cd '$ROOT' && mvn -B package -DskipTests"
  echo "Built in $((SECONDS - begin)) s."
}

find_java
if needs_build; then
  build
fi
find_classpath
mkdir -p "$FOLDER/logs" || fail "cannot write to $FOLDER"

stop_servers() {
  local config
  for config in "$FOLDER"/zoo.cfg "$FOLDER"/server-*/zoo.cfg; do
    if [ -f "$(dirname "$config")/data/zookeeper_server.pid" ]; then
      "$ZOOBINDIR/zkServer.sh" stop "$config" 2>/dev/null
    fi
  done
}

# Servers of an earlier tour: they are ours, and they would keep the ports and the folders.
stop_servers >/dev/null || true

tour() {
  if ! "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dlogback.configurationFile=$(quiet_logging)" -cp "$@"; then
    stop_servers || true
    fail "the tour did not end well; the servers' logs are in $FOLDER/server-1/logs and beside it."
  fi
}

tour "$ZK4J_CLASSPATH" io.zk4j.cli.Quickstart "$ZOOBINDIR" "$FOLDER"
ports="$(sed -n 's/^clientPort=//p' "$FOLDER"/server-[123]/zoo.cfg | paste -s -d , -)"
if [ -d "$EXAMPLES/target/classes" ]; then
  echo
  echo "The same for programs of several processes, with the recipes:"
  tour "$EXAMPLES/target/classes:$ROOT/zk-recipes/target/zk-recipes.jar:$ZK4J_CLASSPATH" io.zk4j.examples.recipes.Tour "127.0.0.1:$ports"
fi
echo
if [ -n "$once" ]; then
  stop_servers
else
  cat <<EOF
The servers go on running. Now try

    bin/zkCli.sh -server 127.0.0.1:$ports             the shell; help lists its commands
    bin/zkServer.sh status ./data/quickstart/server-1/zoo.cfg   how a server is
    bin/zkServer.sh stop ./data/quickstart/server-1/zoo.cfg     stops it; with two left the ensemble goes on
EOF
fi
