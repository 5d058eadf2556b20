#!/usr/bin/env bash
# A Spark cluster under a hand: set up in the preferences, tested, chosen for a project, run on, and seen in the runs panel. Left out
# without TABLEWIRE_SPARK_PYTHON and TABLEWIRE_SPARK_MASTER (tests/servers/spark.sh).
if [ -z "${TABLEWIRE_SPARK_PYTHON:-}" ] || [ -z "${TABLEWIRE_SPARK_MASTER:-}" ]; then
  echo "spark_cluster: left out, there is no TABLEWIRE_SPARK_PYTHON and TABLEWIRE_SPARK_MASTER"
  exit 0
fi
python="$TABLEWIRE_SPARK_PYTHON" master="$TABLEWIRE_SPARK_MASTER"
# The person has nothing of it in the environment.
unset TABLEWIRE_SPARK_PYTHON TABLEWIRE_SPARK_MASTER
source "$(dirname "$0")/lib.inc"

# Waits for a control, so many seconds.
wait_for() {
  for _ in $(seq $(($2 * 5))); do has "$1" && return; sleep 0.2; done
  fail "there is no \"$1\" after $2 s"
}
# From the palette, as somebody who does not know the menus.
palette() { key ctrl+p; sleep 0.5; text "$1"; sleep 0.5; key Return; sleep 0.7; settle; }
# One setting of Spark more: number, name, value.
setting() {
  press_on "Add setting"
  press_on "Name of setting $1" TextInput; text "$2"
  press_on "Value of setting $1" TextInput; text "$3"
}

start sample_projects/flights/late_carriers.ron
wait_title "late_carriers – Tablewire"
sleep 1

palette "clusters"
away
shot 1-none
press_on "Add cluster"
sleep 0.5
text "127.0.0.1:7077"
shot 2-wrong
key ctrl+a
text "$master"
press_on "Python" TextInput
text "$python"
press_on "Name of cluster" TextInput
key ctrl+a
text "Own cluster"
key Tab
wait_for "~Own cluster, .*" 5
setting 1 spark.executor.memory 600m
setting 2 spark.driver.memory 600m
setting 3 spark.cores.max 1
setting 4 spark.sql.shuffle.partitions 2
shot 3-set-up
press_on "Test"
sleep 0.3
shot_now 4-testing
wait_for "~Spark 4[.].*, 1 executor" 60
away
shot 5-found
press_on "Done"

press_on "Run on"
shot 6-where
press_on "Own cluster"
wait_for "Runs on Own cluster" 5
away
shot 7-chosen

key ctrl+5
key ctrl+Return
sleep 4
shot_now 8-running
wait_for "~Run [0-9]+, succeeded, .*on Own cluster.*" 120
away
shot 9-done
grep -q '"Own cluster"' "$work/state/preferences.ron" || fail "the cluster is not in the preferences"
grep -rqi "spark" sample_projects/flights/late_carriers.ron && fail "the project knows of the cluster"
[ -s sample_projects/flights/output/late_carriers.csv ] || ls -R sample_projects/flights >&2

# Another run is cancelled: the cluster is free again within seconds.
key ctrl+Return
sleep 6
press_on "Cancel run" Button
wait_for "~Run [0-9]+, cancelled, .*on Own cluster.*" 15
away
shot 10-cancelled

# Elsewhere, nothing listens: one line, soon.
palette "clusters"
press_on "Address" TextInput
key ctrl+a
text "spark://127.0.0.1:1"
press_on "Test"
wait_for "~.*cannot be reached.*" 15
away
shot 11-unreachable
press_on "Done"
echo "spark_cluster: passed"
