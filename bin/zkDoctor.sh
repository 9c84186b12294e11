#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Checks every file of a data directory and says what a start of the server would do; repairs only with --repair.
# Usage: zkDoctor.sh [--repair] [--log-dir DIR] DATADIR   (or a zoo.cfg instead of DATADIR). Environment: see zkEnv.sh.
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

# A whole tree may be loaded, so the heap is a server's.
ZK_CLIENT_HEAP="${ZK_CLIENT_HEAP:-${ZK_SERVER_HEAP:-1000}}"
# shellcheck source=bin/zkEnv.sh
. "$ZOOBINDIR/zkEnv.sh"

run_program io.zk4j.server.tools.Doctor "$@"
