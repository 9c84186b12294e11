#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Measures. Usage: zkBench.sh compare|recipes [OPTION]... (--help lists them). Runs from a built source tree. Environment: see zkEnv.sh.
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

case "${1:-}" in
  compare) main=Compare ;;
  recipes) main=CompareRecipes ;;
  *)
    echo "Usage: $0 compare [OPTION]...   servers and clients beside Apache's ($0 compare --help lists the options)" >&2
    echo "       $0 recipes [OPTION]...   recipes beside Curator's ($0 recipes --help)" >&2
    exit 1
    ;;
esac
shift

for module in zk-benchmarks zk-testing zk-recipes; do
  jar="$ZOOKEEPER_PREFIX/$module/target/$module.jar"
  if [ ! -f "$jar" ]; then
    fail "$jar is missing. Build it: cd '$ZOOKEEPER_PREFIX' && mvn -B -q package -DskipTests"
  fi
  CLASSPATH="$jar${CLASSPATH:+:$CLASSPATH}"
done
find_java
find_classpath
find_class_archive
cd "$ZOOKEEPER_PREFIX" || exit 1
read -r -a flags <<<"${JVMFLAGS:-}"
options=()
if [ "$main" = Compare ]; then
  options=("${ARCHIVE_FLAGS[@]/#/--archive-jvm-args=}")
fi
exec "$JAVA" -Xmx1g "-Dlogback.configurationFile=$(quiet_logging)" "${flags[@]}" -cp "$ZK4J_CLASSPATH" \
  "io.zk4j.benchmarks.compare.$main" "${options[@]}" "$@"
