#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Removes old snapshots and logs; the server may be running.
# Usage: zkCleanup.sh [dataLogDir [dataDir]] -n COUNT   (without directories: those of zoo.cfg). Environment: see zkEnv.sh.
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

run_program io.zk4j.server.tools.Cleanup --config "$ZOOCFG" "$@"
