#!/usr/bin/env bash
# Prove the two commands of the README in a bare Debian 12: needs root and debootstrap.
# Everything particular to this machine (mirror, certificates, names, pip) is asked of it.
set -eu
cd "$(dirname "$0")/.."
say() { printf 'fresh: %s\n' "$*"; }
stop() { say "$*" >&2; exit 2; }

[ "$(id -u)" = 0 ] || stop "run as root: debootstrap and chroot need it"
command -v debootstrap >/dev/null || stop "there is no debootstrap (Debian: apt-get install debootstrap)"
command -v git >/dev/null || stop "there is no git"

root=$(mktemp -d "${TMPDIR:-/tmp}/openup-fresh.XXXXXX")
chmod 755 "$root" # another user will run in it
mounted=()
leave() {
  code=$?
  [ -z "${server:-}" ] || kill -TERM -- "-$server" 2>/dev/null || true
  for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do umount -l "${mounted[i]}" || true; done
  # Nothing of this machine may be removed through a mount that is still there.
  if grep -q " $root/" /proc/mounts; then say "still mounted, left: $root" >&2
  else rm -rf --one-file-system "$root"; fi
  exit "$code"
}
trap leave EXIT
trap 'exit 130' INT TERM

setting() { sed -n "s/^$1: *//p;s/^deb \(\[.*\] \)\?\(\S*\) .*/\2/p" "$2" 2>/dev/null | head -n 1; }
mirror=${FRESH_MIRROR:-}
for list in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list; do
  [ -n "$mirror" ] || { [ -e "$list" ] && grep -qs bookworm "$list" && mirror=$(setting URIs "$list"); } || true
done
[ -n "$mirror" ] || stop "no mirror of bookworm in /etc/apt; name one: FRESH_MIRROR=..."

started=$SECONDS
debootstrap --variant=minbase --include=make,python3,python3-venv,ca-certificates \
  bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 20 "$root.log"; stop "debootstrap failed"; }
rm -f "$root.log"
say "a bare Debian 12 stands after $((SECONDS - started)) s: $(chroot "$root" python3 -V)"

share() { # a folder of this machine, read-only, at the same place
  mkdir -p "$root$1"
  mount --bind "$1" "$root$1" && mounted+=("$root$1") && mount -o remount,ro,bind "$root$1"
}
copy() { [ ! -e "$1" ] || { mkdir -p "$root$(dirname "$1")"; cp -L "$1" "$root$1"; }; }

mount -t proc proc "$root/proc" && mounted+=("$root/proc")
mount --bind /dev "$root/dev" && mounted+=("$root/dev")
for file in /etc/hosts /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt "${PIP_CERT:-}" "${SSL_CERT_FILE:-}"; do
  [ -z "$file" ] || copy "$file"
done

# pip as it is set up here: its variables, its configuration, and the local folders that it names.
settings=$(python3 -m pip config list 2>/dev/null || true)
{
  echo '[global]'
  printf '%s\n' "$settings" | sed -n "s/^\(global\|install\|user\)\.\([a-z-]*\)='\(.*\)'$/\2 = \3/p"
} > "$root/etc/pip.conf"
kept=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv/fresh LANG=C.UTF-8)
while IFS= read -r line; do kept+=("$line"); done < <(env | grep -E '^(PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)' || true)
for word in $settings; do
  folder=$(printf '%s' "$word" | sed -n "s/.*\(file:\/\/\|='\)\(\/[^']*\)'*$/\2/p")
  [ -z "$folder" ] || [ ! -d "$folder" ] || share "$(dirname "$folder/x")"
  # An index of local files links to its neighbours.
  case $folder in */simple) [ ! -d "${folder%/simple}/files" ] || share "${folder%/simple}/files" ;; esac
done

chroot "$root" useradd --create-home --home-dir /srv/fresh fresh
git clone --quiet --no-hardlinks . "$root/srv/fresh/openup"
chroot "$root" chown -R fresh:fresh /srv/fresh
inside() { env -i "${kept[@]}" chroot --userspec=fresh:fresh "$root" /bin/sh -c "cd /srv/fresh/openup && $*"; }

verbs=${FRESH_VERBS:-test run}
case " $verbs " in *" test "*)
  started=$SECONDS
  inside make test </dev/null || stop "make test failed"
  say "make test: $((SECONDS - started)) s, environment included" ;;
esac
case " $verbs " in *" run "*)
  rm -rf "$root/srv/fresh/openup/.venv"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  started=$SECONDS
  set -m
  inside "make run SERVE='--host 127.0.0.1 --port $port'" </dev/null &
  server=$!
  set +m
  until python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/', timeout=30)" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || stop "make run ended by itself"
    [ $((SECONDS - started)) -lt "${FRESH_PATIENCE:-600}" ] || stop "make run did not answer"
    sleep 1
  done
  say "make run: first page after $((SECONDS - started)) s, environment and demonstration included" ;;
esac
