#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Shows, checks or saves what a transaction log holds.
# Usage: zkTxnLogToolkit.sh [--dump | --verify | --repair | --recover [--yes]] LOG. Environment: see zkEnv.sh.
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

run_program io.zk4j.server.tools.TxnLogToolkit "$@"
