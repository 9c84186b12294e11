#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Measures. Usage: zkBench.sh compare [OPTION]... (--help lists them). Runs from a built source tree. Environment: see zkEnv.sh.
set -u

ZOOBIN="${BASH_SOURCE-$0}"
while [ -L "$ZOOBIN" ]; do
  link="$(readlink "$ZOOBIN")"
  case "$link" in
    /*) ZOOBIN="$link" ;;
    *) ZOOBIN="$(dirname "$ZOOBIN")/$link" ;;
  esac
done
ZOOBINDIR="$(cd "$(dirname "$ZOOBIN")" && pwd)"
# shellcheck source=bin/zkEnv.sh
. "$ZOOBINDIR/zkEnv.sh"

if [ "${1:-}" != compare ]; then
  echo "Usage: $0 compare [OPTION]...   ($0 compare --help lists them)" >&2
  exit 1
fi
shift

for module in zk-benchmarks zk-testing; do
  jar="$ZOOKEEPER_PREFIX/$module/target/$module.jar"
  if [ ! -f "$jar" ]; then
    fail "$jar is missing. Build it: cd '$ZOOKEEPER_PREFIX' && mvn -B -q package -DskipTests"
  fi
  CLASSPATH="$jar${CLASSPATH:+:$CLASSPATH}"
done
find_java
find_classpath
# Servers are measured as an operator's are after zkServer.sh archive-classes.
[ "$CLASS_ARCHIVE" -nt "$ZOOKEEPER_PREFIX/zk-server/target/zk-server.jar" ] || make_class_archive
find_class_archive
cd "$ZOOKEEPER_PREFIX" || exit 1
read -r -a flags <<<"${JVMFLAGS:-}"
exec "$JAVA" -Xmx1g "-Dlogback.configurationFile=$(quiet_logging)" "${flags[@]}" -cp "$ZK4J_CLASSPATH" \
  io.zk4j.benchmarks.compare.Compare "${ARCHIVE_FLAGS[@]/#/--zk4j-jvm-args=}" "$@"
