#!/usr/bin/env bash
# Copyright 2026 The zk4j authors
# SPDX-License-Identifier: Apache-2.0
#
# What the scripts beside this one have in common: where things are, which Java, which jars. To be sourced.
#
# Read from the environment: JAVA_HOME, ZOOBINDIR, ZOOCFGDIR, ZOOCFG, ZOO_LOG_DIR, ZOO_LOG_FILE, JVMFLAGS, SERVER_JVMFLAGS,
# CLIENT_JVMFLAGS, ZK_SERVER_HEAP and ZK_CLIENT_HEAP (MB), CLASSPATH; and from the files zookeeper-env.sh and java.env in the
# configuration folder, which may set any of them.
# shellcheck disable=SC2034  # the variables are for the scripts that source this

ZOOBINDIR="${ZOOBINDIR:-/usr/bin}"
ZOOKEEPER_PREFIX="$(cd "$ZOOBINDIR/.." && pwd)"

if [ -z "${ZOOCFGDIR:-}" ]; then
  if [ -d "$ZOOKEEPER_PREFIX/conf" ]; then
    ZOOCFGDIR="$ZOOKEEPER_PREFIX/conf"
  else
    ZOOCFGDIR="$ZOOKEEPER_PREFIX/etc/zookeeper"
  fi
fi

for env_file in "$ZOOCFGDIR/zookeeper-env.sh" "$ZOOCFGDIR/java.env"; do
  if [ -f "$env_file" ]; then
    # shellcheck disable=SC1090  # the operator's own file
    . "$env_file"
  fi
done
unset env_file

ZOOCFG="${ZOOCFG:-zoo.cfg}"
# A bare name is looked for in the configuration folder first, then here.
case "$ZOOCFG" in
  */*) ;;
  *)
    if [ -f "$ZOOCFGDIR/$ZOOCFG" ] || [ ! -f "$ZOOCFG" ]; then
      ZOOCFG="$ZOOCFGDIR/$ZOOCFG"
    fi
    ;;
esac

ZOO_LOG_DIR="${ZOO_LOG_DIR:-$ZOOKEEPER_PREFIX/logs}"
ZOO_LOG_FILE="${ZOO_LOG_FILE:-zookeeper-${USER:-$(id -un)}-server-${HOSTNAME:-$(uname -n)}.log}"

SERVER_JVMFLAGS="-Xmx${ZK_SERVER_HEAP:-1000}m ${SERVER_JVMFLAGS:-}"
CLIENT_JVMFLAGS="-Xmx${ZK_CLIENT_HEAP:-256}m ${CLIENT_JVMFLAGS:-}"

fail() {
  echo "Error: $1" >&2
  exit "${2:-1}"
}

# Sets JAVA to a Java 17 or later, or says what to do.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    JAVA="$JAVA_HOME/bin/java"
  elif [ -n "${JAVA_HOME:-}" ]; then
    fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Set it to a Java of version 17 or later, or unset it."
  elif JAVA="$(command -v java)"; then
    :
  else
    fail "JAVA_HOME is not set and java could not be found in PATH. Install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless) or set JAVA_HOME to one."
  fi
  # The file 'release' costs no JVM start; where there is none, the JVM itself will say that it is too old.
  local release version
  release="$(dirname "$(readlink -f "$JAVA" 2>/dev/null || echo "$JAVA")")/../release"
  if [ -f "$release" ]; then
    version="$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$release")"
    if [ -n "$version" ] && [ "$version" -lt 17 ]; then
      fail "$JAVA is version $version, and zk4j needs 17 or later. Set JAVA_HOME to one."
    fi
  fi
}

# Sets ZK4J_CLASSPATH from a distribution (lib) or a built source tree (zk-*/target), or says what to do; and CLASS_ARCHIVE to
# where the archive of make_class_archive is, whether or not it is there.
find_classpath() {
  local jars=() jar
  for jar in "$ZOOKEEPER_PREFIX"/lib/*.jar; do
    if [ -f "$jar" ]; then
      jars+=("$jar")
    fi
  done
  CLASS_ARCHIVE="$ZOOKEEPER_PREFIX/lib/zk4j-classes.jsa"
  if [ "${#jars[@]}" -eq 0 ]; then
    for jar in "$ZOOKEEPER_PREFIX"/zk-server/target/zk-server.jar "$ZOOKEEPER_PREFIX"/zk-client/target/zk-client.jar \
      "$ZOOKEEPER_PREFIX"/zk-server/target/lib/*.jar; do
      if [ -f "$jar" ]; then
        jars+=("$jar")
      fi
    done
    if [ "${#jars[@]}" -lt 3 ]; then
      fail "zk4j is not built: the jars are in neither $ZOOKEEPER_PREFIX/lib nor $ZOOKEEPER_PREFIX/zk-server/target. Build them: cd '$ZOOKEEPER_PREFIX' && mvn -B -q package -DskipTests"
    fi
    CLASS_ARCHIVE="$ZOOKEEPER_PREFIX/zk-server/target/zk4j-classes.jsa"
  fi
  # One jar after the other and folders last, as an archive of classes demands. The project's own conf comes after the
  # operator's, for logback.xml where a folder holds nothing but a zoo.cfg.
  ZK4J_JARS="$(IFS=: && echo "${jars[*]}")"
  ZK4J_CLASSPATH="$ZK4J_JARS:$ZOOCFGDIR:$ZOOKEEPER_PREFIX/conf"
  if [ -n "${CLASSPATH:-}" ]; then
    ZK4J_CLASSPATH="$ZK4J_CLASSPATH:$CLASSPATH"
  fi
}

# Sets ARCHIVE_FLAGS to what makes the JVM take classes from the archive, if there is one. The JVM leaves one alone that another
# Java or other jars have made, and starts as without.
find_class_archive() {
  ARCHIVE_FLAGS=()
  if [ -f "$CLASS_ARCHIVE" ]; then
    ARCHIVE_FLAGS=("-XX:SharedArchiveFile=$CLASS_ARCHIVE" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off)
  fi
}

# Starts an empty server in a folder of its own, has a session come and go, stops it, and keeps the classes that it has loaded,
# in the form in which the JVM needs them, for later starts. Returns 1 if that did not work.
make_class_archive() {
  local folder pid tenths
  case "$ZK4J_JARS" in
    *" "*)
      echo "The JVM keeps no classes of jars whose paths have blanks in them: $ZOOKEEPER_PREFIX" >&2
      return 1
      ;;
  esac
  folder="$(mktemp -d)" || return 1
  printf 'dataDir=%s\nclientPort=0\nclientPortAddress=127.0.0.1\n' "$folder/data" >"$folder/zoo.cfg"
  : >"$folder/out"
  "$JAVA" "-XX:ArchiveClassesAtExit=$folder/classes.jsa" "-Dlogback.configurationFile=$ZOOKEEPER_PREFIX/conf/logback.xml" \
    "-Dzookeeper.log.dir=$folder" -cp "$ZK4J_JARS" io.zk4j.server.ServerMain "$folder/zoo.cfg" >"$folder/out" 2>&1 &
  pid=$!
  tenths=300
  while kill -0 "$pid" 2>/dev/null && [ "$tenths" -gt 0 ] && ! grep -q 'zk4j serves' "$folder/out"; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  visit "$(sed -n 's/.*zk4j serves clients on port \([0-9]*\).*/\1/p' "$folder/out")"
  kill "$pid" 2>/dev/null
  wait "$pid"
  if [ -f "$folder/classes.jsa" ] && mv -f "$folder/classes.jsa" "$CLASS_ARCHIVE" 2>"$folder/mv"; then
    rm -rf "$folder"
  else
    tail -n 5 "$folder/out" "$folder/mv" >&2 2>/dev/null
    rm -rf "$folder"
    return 1
  fi
}

# Opens a session at a port of this machine and closes it, in the client protocol: a ConnectRequest of 45 bytes (timeout 30 s), to
# which the answer has 41, and a closeSession, to which it has 20.
visit() {
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return
  {
    printf '\0\0\0\055' && head -c 12 /dev/zero && printf '\0\0\165\060' && head -c 8 /dev/zero && printf '\0\0\0\020' && head -c 17 /dev/zero
    timeout 10 head -c 41 <&3 >/dev/null
    printf '\0\0\0\010\0\0\0\001\377\377\377\365'
    timeout 10 head -c 20 <&3 >/dev/null
  } >&3
  exec 3>&-
}

# Runs one of the small programs that print something and end. Usage: run_program CLASS ARGUMENT...
run_program() {
  find_java
  find_classpath
  local flags=()
  read -r -a flags <<<"${JVMFLAGS:-} ${CLIENT_JVMFLAGS:-}"
  "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dlogback.configurationFile=$(quiet_logging)" "${flags[@]}" \
    -cp "$ZK4J_CLASSPATH" "$@"
}

# The log settings of programs that talk to a person: warnings only.
quiet_logging() {
  if [ -f "$ZOOCFGDIR/logback-shell.xml" ]; then
    echo "$ZOOCFGDIR/logback-shell.xml"
  else
    echo "$ZOOKEEPER_PREFIX/conf/logback-shell.xml"
  fi
}
