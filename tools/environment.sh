#!/usr/bin/env bash
# Make .venv from the hashed requirements, only when they changed: environment.sh run|dev
set -eu
cd "$(dirname "$0")/.."
kind=${1:?run or dev}
python=${PYTHON:-python3}
say() { printf 'openup: %s\n' "$*" >&2; }

command -v "$python" >/dev/null 2>&1 ||
  { say "There is no $python. Install Python 3.11 or newer (Debian: apt-get install python3-venv), or name one: make PYTHON=/path/to/python $kind"; exit 2; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { say "$python is $("$python" -V 2>&1); OpenUp needs 3.11 or newer. Name another one: make PYTHON=python3.12 ..."; exit 2; }
[ -w . ] || { say "The folder $PWD cannot be written. Give it to your user, or clone into a folder of yours."; exit 2; }

stamp() { cat requirements/"$1".txt pyproject.toml hatch_build.py | cksum; "$python" -V; }
fresh() { [ -x .venv/bin/openup ] && [ -f ".venv/$1.stamp" ] && [ "$(stamp "$1")" = "$(cat ".venv/$1.stamp")" ]; }
# The compiled Spanish is not committed: whoever pulls new words must not read them in English.
words() {
  local made=openup/locale/es/LC_MESSAGES/django.mo
  if [ -f "$made" ] && [ -z "$(find openup/locale -name '*.po' -newer "$made")" ]; then return; fi
  .venv/bin/python -c 'from tools import catalogue; catalogue.compiled()'
}
# The packages of dev include those of run.
if fresh "$kind" || { [ "$kind" = run ] && fresh dev; }; then words; exit 0; fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  "$python" -c 'import venv, ensurepip' 2>/dev/null ||
    { say "$python cannot make environments. Debian: apt-get install python3-venv"; exit 2; }
  say "Making the environment in .venv"
  "$python" -m venv .venv
fi
say "Installing the packages of requirements/$kind.txt"
quiet() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }
quiet install --require-hashes --no-deps --only-binary :all: -r "requirements/$kind.txt" ||
  { say "The packages could not be installed; the reason stands above. Without a network, give pip a folder of wheels: PIP_FIND_LINKS=/folder PIP_NO_INDEX=1 make $kind"; exit 2; }
quiet install --no-build-isolation --no-deps --no-index -e .
stamp "$kind" > ".venv/$kind.stamp"
