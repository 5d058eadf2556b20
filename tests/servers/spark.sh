#!/usr/bin/env bash
# A real Spark cluster on this machine, on 127.0.0.1 only, with all of its data in one folder.
#
#   spark.sh install FOLDER           a Python with PySpark in FOLDER, and Java 17 if there is none; prints the Python's path
#   spark.sh start PYTHON DIR         a standalone master and two workers (one core and 1 GB each); prints spark://…
#   spark.sh connect PYTHON DIR       a Spark Connect server on the cluster of DIR; prints sc://…
#   spark.sh sail FOLDER              a Python with Sail in FOLDER, which needs no Java; prints the Python's path
#   spark.sh stop DIR                 ends what was started in DIR
set -euo pipefail

PYSPARK='pyspark[connect]==4.3.0'
# Sail refuses the client of 4.3.
SAIL=('pysail==0.7.2' 'pyspark-client==4.2.0')

die() { echo "spark.sh: $*" >&2; exit 1; }
# A process that has ended but that nobody has waited for does not count.
alive() { grep -q '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status" 2>/dev/null; }

# found LOG PATTERN SECONDS PID: prints the first text in LOG that matches, as soon as it is there.
found() {
  local end=$((SECONDS + $3))
  while [ $SECONDS -lt $end ]; do
    grep -ohm1 -E "$2" "$1" 2>/dev/null && return
    alive "$4" || break
    sleep 0.2
  done
  tail -n 5 "$1" >&2
  die "no sign of life in $1"
}

install() {
  local folder="$1"
  if ! java -version >/dev/null 2>&1; then
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >&2 \
      || die "no Java on this machine, and it cannot be installed"
  fi
  if ! "$folder/bin/python" -c "import pyspark, pandas, grpc" 2>/dev/null; then
    { rm -rf "$folder" && python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "$PYSPARK" 'pandas<3' >&2; } \
      || die "PySpark cannot be installed"
  fi
  echo "$folder/bin/python"
}

sail() {
  local folder="$1"
  if ! "$folder/bin/python" -c "import pysail, pyspark, pandas, grpc" 2>/dev/null; then
    { rm -rf "$folder" && python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "${SAIL[@]}" 'pandas<3' >&2; } \
      || die "Sail cannot be installed"
  fi
  echo "$folder/bin/python"
}

# What every part of the cluster needs to know.
surroundings() {
  SPARK_HOME=$("$1" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
  export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$1" PYSPARK_DRIVER_PYTHON="$1"
  mkdir -p "$2"
  cd "$2"
}

# spawn NAME COMMAND…: into its own process group, so that it outlives a signal to ours.
spawn() {
  local name="$1"
  shift
  setsid "$@" >"$name.log" 2>&1 </dev/null &
  echo $! >"$name.pid"
}

start() {
  surroundings "$1" "$2"
  export SPARK_DAEMON_MEMORY=256m
  local class="$SPARK_HOME/bin/spark-class" master
  spawn master "$class" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  master=$(found master.log 'spark://127\.0\.0\.1:[0-9]+' 60 "$(cat master.pid)")
  for number in 1 2; do
    spawn "worker$number" "$class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores 1 --memory 1g --work-dir "$PWD/work$number" "$master"
  done
  for number in 1 2; do
    found "worker$number.log" 'Successfully registered' 60 "$(cat "worker$number.pid")" >/dev/null
  done
  echo "$master" | tee master
}

connect() {
  surroundings "$1" "$2"
  local port
  port=$("$1" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  spawn connect env SPARK_NO_DAEMONIZE=1 "$SPARK_HOME/sbin/start-connect-server.sh" --master "$(cat master)" \
    --driver-memory 600m --conf spark.connect.grpc.binding.address=127.0.0.1 --conf "spark.connect.grpc.binding.port=$port" \
    --conf spark.cores.max=1 --conf spark.executor.memory=600m --conf spark.ui.enabled=false
  found connect.log 'Spark Connect server started' 60 "$(cat connect.pid)" >/dev/null
  echo "sc://127.0.0.1:$port"
}

stop() {
  local file pid
  for file in "$1"/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    # Of the group: start-connect-server.sh has a child.
    kill -- "-$pid" 2>/dev/null || true
    for _ in $(seq 50); do alive "$pid" || break; sleep 0.1; done
    kill -9 -- "-$pid" 2>/dev/null || true
    rm -f "$file"
  done
}

case "${1:-}" in
  install | start | connect | sail | stop) "$@" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
