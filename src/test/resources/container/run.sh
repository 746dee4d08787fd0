#!/bin/sh
# Runs a command in a root of its own as a container engine does that is told --read-only,
# --tmpfs /tmp:exec, --cap-drop ALL and no-new-privileges. Called within new namespaces (unshare).
set -eu
root=$1 cgroup=$2 directory=$3 user=$4 group=$5
shift 5

bound() {
  : >"$root$1"
  mount --bind "$1" "$root$1"
}

echo 0 >"$cgroup/cgroup.procs"
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind -o ro /sys "$root/sys"
mount -t tmpfs -o mode=1777,size=16m tmpfs "$root/tmp"
mount -t tmpfs -o mode=755,size=64k tmpfs "$root/dev"
for file in /dev/null /dev/zero /dev/random /dev/urandom /etc/hosts /etc/resolv.conf; do
  bound "$file"
done
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs \
  unshare --root="$root" --wd="$directory" --setgid="$group" --setuid="$user" -- "$@"
