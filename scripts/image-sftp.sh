#!/usr/bin/env bash
# What the image needs to hand letters over by SFTP, gathered in a folder: the program, what it loads besides the C library, and a
# name for the image's user, without which ssh refuses to start.
# Usage: scripts/image-sftp.sh FOLDER      (where openssh-client is installed)
set -euo pipefail
folder=$1

for program in /usr/bin/sftp /usr/bin/ssh; do
  install -D "$program" "$folder$program"
  ldd "$program" | awk '$2 == "=>" { print $3 }'
done | sort -u | grep --invert-match --extended-regexp '/lib(c|m|resolv|dl|pthread)\.so' | while read -r library; do
  # Both trees of the dynamic linker; this one is a folder everywhere.
  install -D "$library" "$folder/usr/lib/${library#*/lib/}"
done
mkdir --parents "$folder/etc"
cat >"$folder/etc/passwd" <<'USERS'
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
greffe:x:10001:10001:greffe:/nonexistent:/sbin/nologin
USERS
