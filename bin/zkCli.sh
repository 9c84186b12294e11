#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# The shell. Without a command it asks for commands; with one it runs it and ends with its exit status. Try: zkCli.sh help
# Environment variables are listed in zkEnv.sh.
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

find_java
find_classpath
flags=()
read -r -a flags <<<"${JVMFLAGS:-} $CLIENT_JVMFLAGS"
terminal=()
if [ -t 0 ] && [ -t 1 ]; then
  terminal=(--terminal)
fi
exec "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dlogback.configurationFile=$(quiet_logging)" "${flags[@]}" \
  -cp "$ZK4J_CLASSPATH" io.zk4j.cli.ShellMain "${terminal[@]}" "$@"
