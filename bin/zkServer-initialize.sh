#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the data directories of a new server.
# Usage: zkServer-initialize.sh [--configfile=FILE] [--myid=NUMBER] [--force]   (--force DELETES the data that is there).
# Environment: see zkEnv.sh.
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

configured=()
case " $* " in
  *" --configfile"*) ;;
  *) configured=(--configfile "$ZOOCFG") ;;
esac
run_program io.zk4j.server.tools.Initialize "${configured[@]}" "$@"
