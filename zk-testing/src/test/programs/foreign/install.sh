#!/bin/sh
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what the tests tagged "foreign" run against our server: kazoo, Apache's C client with its shell, and
# node-zookeeper-client. For Debian and its relatives; needs root for the packages.
set -eu

programs=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$programs/../../../.." && pwd)

apt-get update -qq
apt-get install -y -qq --no-install-recommends python3 python3-kazoo zookeeper-bin libzookeeper-mt-dev gcc libc6-dev
command -v npm > /dev/null || apt-get install -y -qq --no-install-recommends nodejs npm

mkdir -p "$module/target/foreign/node"
cp "$programs/node/package.json" "$programs/node/package-lock.json" "$module/target/foreign/node/"
npm ci --no-audit --no-fund --prefix "$module/target/foreign/node"
