#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts, stops and asks a server. See usage() below; environment variables are listed in zkEnv.sh, and here:
# ZOOPIDFILE, ZOO_DATADIR_AUTOCREATE_DISABLE, ZOO_NOEXEC, ZOO_START_SECONDS and ZOO_STOP_SECONDS (how long to wait),
# JMXDISABLE, JMXPORT, JMXAUTH, JMXSSL, JMXHOSTNAME, JMXLOCALONLY.
set -u

usage() {
  cat >&2 <<EOF
Usage: $0 [--config <conf-dir>] {start|start-foreground|stop|version|restart|status|print-cmd|check-config|archive-classes} [zoo.cfg]
  --config <conf-dir>   the folder that zoo.cfg is in (default: \$ZOOCFGDIR, then conf beside bin)
  [zoo.cfg]             a file name in that folder, or a path
  check-config          (also: --check-config) prints the effective configuration and where each value came from;
                        exits with 2 if no server could be started with it; zkDoctor.sh looks at the data
  archive-classes       once after an installation or an upgrade of Java: makes every later start take about half as long
EOF
  exit 1
}

ZOOBIN="${BASH_SOURCE-$0}"
while [ -L "$ZOOBIN" ]; do
  link="$(readlink "$ZOOBIN")"
  case "$link" in
    /*) ZOOBIN="$link" ;;
    *) ZOOBIN="$(dirname "$ZOOBIN")/$link" ;;
  esac
done
ZOOBINDIR="$(cd "$(dirname "$ZOOBIN")" && pwd)"

if [ "${1:-}" = "--config" ]; then
  [ $# -ge 2 ] || usage
  if [ ! -d "$2" ]; then
    echo "Error: --config $2: there is no such folder." >&2
    exit 1
  fi
  ZOOCFGDIR="$(cd "$2" && pwd)"
  shift 2
fi
command="${1:-}"
if [ -n "${2:-}" ]; then
  ZOOCFG="$2"
fi

# shellcheck source=bin/zkEnv.sh
. "$ZOOBINDIR/zkEnv.sh"

MAIN=io.zk4j.server.ServerMain

# The value of a key as the server will read it: the last one, without blanks around it.
config_value() {
  if [ -f "$ZOOCFG" ]; then
    sed -n "s/^[[:space:]]*$1[[:space:]]*[=:][[:space:]]*\(.*[^[:space:]]\)[[:space:]]*\$/\1/p" "$ZOOCFG" | tail -n 1
  fi
}

find_pid_file() {
  if [ -z "${ZOOPIDFILE:-}" ]; then
    local data_dir
    data_dir="$(config_value dataDir)"
    if [ -z "$data_dir" ]; then
      fail "cannot tell where the pid file is: ${ZOOCFG} has no dataDir. Add one, or set ZOOPIDFILE." 2
    fi
    ZOOPIDFILE="$data_dir/zookeeper_server.pid"
  fi
}

# Whether the pid file names a server of ours that runs. Another program may have been given a dead server's number.
is_running() {
  [ -f "$ZOOPIDFILE" ] || return 1
  local pid
  pid="$(cat "$ZOOPIDFILE")"
  # Another user's process takes no signal of ours, but is listed.
  kill -0 "$pid" 2>/dev/null || ps -p "$pid" >/dev/null 2>&1 || return 1
  case "$(ps -p "$pid" -o args= 2>/dev/null)" in
    *"$MAIN"* | "") return 0 ;;
    *) return 1 ;;
  esac
}

jmx_flags() {
  case "${JMXDISABLE:-}" in
    "" | false)
      if [ -z "${JMXPORT:-}" ]; then
        echo "ZooKeeper JMX enabled by default" >&2
        JMX_FLAGS=(-Dcom.sun.management.jmxremote "-Dcom.sun.management.jmxremote.local.only=${JMXLOCALONLY:-false}")
      else
        echo "ZooKeeper remote JMX Port set to $JMXPORT" >&2
        echo "ZooKeeper remote JMX authenticate set to ${JMXAUTH:-false}" >&2
        echo "ZooKeeper remote JMX ssl set to ${JMXSSL:-false}" >&2
        JMX_FLAGS=(
          -Dcom.sun.management.jmxremote
          "-Dcom.sun.management.jmxremote.port=$JMXPORT"
          "-Dcom.sun.management.jmxremote.authenticate=${JMXAUTH:-false}"
          "-Dcom.sun.management.jmxremote.ssl=${JMXSSL:-false}")
        if [ -n "${JMXHOSTNAME:-}" ]; then
          echo "ZooKeeper remote JMX Hostname set to $JMXHOSTNAME" >&2
          JMX_FLAGS+=("-Djava.rmi.server.hostname=$JMXHOSTNAME")
        fi
      fi
      ;;
    *)
      echo "JMX disabled by user request" >&2
      JMX_FLAGS=()
      ;;
  esac
}

# Sets COMMAND to the command line of the server. Usage: server_command FLAG...
server_command() {
  find_java
  find_classpath
  find_class_archive
  local flags=()
  read -r -a flags <<<"${JVMFLAGS:-} $SERVER_JVMFLAGS"
  if [ -n "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
    flags+=(-Dzookeeper.datadir.autocreate=false)
  fi
  COMMAND=("$JAVA" "-Dzookeeper.log.dir=$ZOO_LOG_DIR" "-Dzookeeper.log.file=$ZOO_LOG_FILE" "$@"
    "${ARCHIVE_FLAGS[@]}" -XX:+HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError "-XX:HeapDumpPath=$ZOO_LOG_DIR"
    -cp "$ZK4J_CLASSPATH" "${JMX_FLAGS[@]}" "${flags[@]}" "$MAIN" "$ZOOCFG")
}

make_log_dir() {
  if ! mkdir -p "$ZOO_LOG_DIR" 2>/dev/null || [ ! -w "$ZOO_LOG_DIR" ]; then
    fail "cannot write to the log folder $ZOO_LOG_DIR. Make it writable, or set ZOO_LOG_DIR to a folder that is." 2
  fi
}

DAEMON_OUT="$ZOO_LOG_DIR/${ZOO_LOG_FILE%.log}.out"

start() {
  find_pid_file
  if is_running; then
    echo "Starting zookeeper ... already running as process $(cat "$ZOOPIDFILE")."
    exit 1
  fi
  # Console output ends in a file that nobody rolls, so only what concerns the start goes there; the rest is in the log.
  server_command -Dzookeeper.console.threshold=OFF -Dzookeeper.startup.threshold=INFO
  make_log_dir
  printf 'Starting zookeeper ... '
  local pid_dir
  pid_dir="$(dirname "$ZOOPIDFILE")"
  if [ -z "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
    mkdir -p "$pid_dir" 2>/dev/null
  fi
  if [ ! -d "$pid_dir" ] || [ ! -w "$pid_dir" ]; then
    echo FAILED
    fail "cannot write the pid file $ZOOPIDFILE. Make its folder writable, or set ZOOPIDFILE." 2
  fi
  nohup "${COMMAND[@]}" >"$DAEMON_OUT" 2>&1 </dev/null &
  local pid=$!
  if ! echo "$pid" >"$ZOOPIDFILE"; then
    kill "$pid" 2>/dev/null
    wait "$pid"
    rm -f "$ZOOPIDFILE"
    echo FAILED
    fail "cannot write the pid file $ZOOPIDFILE, so the server was stopped again. Make room on its disk, or set ZOOPIDFILE." 2
  fi
  wait_for_start "$pid"
}

# STARTED as soon as the server says that it serves, or that it looks for the others of its ensemble (who may not be there
# yet), or if it has not died for a while.
wait_for_start() {
  local tenths=$((${ZOO_START_SECONDS:-10} * 10))
  while [ "$tenths" -gt 0 ]; do
    if ! kill -0 "$1" 2>/dev/null; then
      wait "$1"
      local status=$?
      rm -f "$ZOOPIDFILE"
      echo "FAILED TO START (exit status $status)"
      echo "The end of $DAEMON_OUT:" >&2
      tail -n 5 "$DAEMON_OUT" >&2
      exit "$([ "$status" -eq 0 ] && echo 1 || echo "$status")"
    fi
    if grep -qE 'zk4j (serves|looks for)' "$DAEMON_OUT" 2>/dev/null; then
      break
    fi
    sleep 0.1
    tenths=$((tenths - 1))
  done
  echo STARTED
}

stop() {
  find_pid_file
  printf 'Stopping zookeeper ... '
  if [ ! -f "$ZOOPIDFILE" ]; then
    echo "no zookeeper to stop (could not find file $ZOOPIDFILE)"
    return
  fi
  if ! is_running; then
    rm -f "$ZOOPIDFILE"
    echo "no zookeeper to stop (it has died; removed $ZOOPIDFILE)"
    return
  fi
  local pid tenths=$((${ZOO_STOP_SECONDS:-30} * 10))
  pid="$(cat "$ZOOPIDFILE")"
  if ! kill "$pid" 2>/dev/null && is_running; then
    echo FAILED
    fail "the server is process $pid of user $(ps -p "$pid" -o user=), whom $(id -un) may not stop. Do it as that user."
  fi
  while kill -0 "$pid" 2>/dev/null && [ "$tenths" -gt 0 ]; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  if kill -0 "$pid" 2>/dev/null; then
    kill -9 "$pid"
    printf '(did not end within %s s, killed) ' "${ZOO_STOP_SECONDS:-30}"
  fi
  rm -f "$ZOOPIDFILE"
  echo STOPPED
}

needs_config() {
  echo "Using config: $ZOOCFG" >&2
  if [ ! -f "$ZOOCFG" ]; then
    fail "$ZOOCFG: there is no such file. Name another, or make one: cp '$ZOOKEEPER_PREFIX/conf/zoo_sample.cfg' '$ZOOCFG'" 2
  fi
  if [ ! -r "$ZOOCFG" ]; then
    fail "$ZOOCFG: $(id -un) may not read this file. Make it readable, or do this as the user of the server." 2
  fi
}

JMX_FLAGS=()
case "$command" in
  start)
    jmx_flags
    needs_config
    start
    ;;
  start-foreground)
    jmx_flags
    needs_config
    server_command
    make_log_dir
    if [ -n "${ZOO_NOEXEC:-}" ]; then
      "${COMMAND[@]}"
    else
      exec "${COMMAND[@]}"
    fi
    ;;
  print-cmd)
    jmx_flags
    needs_config
    server_command
    printf '%q ' "${COMMAND[@]}"
    printf '> %q 2>&1 < /dev/null\n' "$DAEMON_OUT"
    ;;
  stop)
    needs_config
    stop
    ;;
  restart)
    jmx_flags
    needs_config
    stop
    start
    ;;
  status)
    jmx_flags
    needs_config
    run_program io.zk4j.server.tools.StatusMain "$ZOOCFG"
    ;;
  version)
    jmx_flags
    run_program io.zk4j.server.tools.VersionMain
    ;;
  check-config | --check-config)
    needs_config
    # The properties that the server would be given count too.
    JVMFLAGS="${JVMFLAGS:-} $SERVER_JVMFLAGS"
    if [ -n "${ZOO_DATADIR_AUTOCREATE_DISABLE:-}" ]; then
      JVMFLAGS="$JVMFLAGS -Dzookeeper.datadir.autocreate=false"
    fi
    CLIENT_JVMFLAGS=
    run_program io.zk4j.server.tools.CheckConfigMain "$ZOOCFG"
    ;;
  archive-classes)
    find_java
    find_classpath
    make_class_archive || fail "could not make $CLASS_ARCHIVE, for the reason above." 2
    echo "Made $CLASS_ARCHIVE. Servers take it from their next start on."
    ;;
  *)
    usage
    ;;
esac
