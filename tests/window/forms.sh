#!/usr/bin/env bash
# The form of each kind, as the example of the kind fills it: in both themes, and in Chinese where FORMS_LANGUAGE says so.
source "$(dirname "$0")/lib.inc"
[ -n "${FORMS_LANGUAGE:-}" ] && export TABLEWIRE_LANGUAGE="$FORMS_LANGUAGE"

for kind in ${FORMS_KINDS:-read_csv filter formula select sort group_by join pivot unpivot fill_missing sample write_csv}; do
  cp "$here"/src/nodes/kinds/*/$kind/example.ron "$work/home/$kind.ron"
  start "$work/home/$kind.ron"
  press_on "~$kind,.*"
  away
  for theme in dark light; do
    settle
    import -window root -crop 304x680+1056+40 +repage "$shots/forms-$kind-$theme${FORMS_LANGUAGE:+-$FORMS_LANGUAGE}.png"
    [ "$theme" = light ] && break
    key ctrl+p
    if [ -n "${FORMS_LANGUAGE:-}" ]; then text "theme"; else text "dark or light"; fi
    key Return
    away
  done
  kill -9 "$program" 2>/dev/null || true
  wait "$program" 2>/dev/null || true
  program=
  rm -rf "$TABLEWIRE_STATE"
done
echo "forms: drawn"
