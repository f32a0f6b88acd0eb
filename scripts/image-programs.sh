#!/usr/bin/env bash
# What the image needs of Debian besides the C library, gathered in a folder: sftp and ssh, which hand letters over; pdftotext, pdftoppm
# and tesseract with its French, which read the text of pieces in a child without rights; gs, which copies them for archives; what each of
# them loads; and a name for the image's user, without which ssh refuses to start.
# What is taken keeps the licence of its package, whose text goes with it; the packages are written down for the bill of materials
# (scripts/sbom.py), one a line: name, version, architecture, distribution.
# Usage: scripts/image-programs.sh FOLDER PACKAGES      (where ghostscript, openssh-client, poppler-utils and tesseract-ocr-fra are installed)
set -euo pipefail
folder=$1
packages=$2
# shellcheck source=/dev/null
distribution=$(. /etc/os-release && echo "$ID-$VERSION_ID")

# The packages of a file, which dpkg knows by one of the two trees of the dynamic linker.
taken=()
take() {
  local known
  known=$(dpkg-query --search "$1" 2>/dev/null || dpkg-query --search "/usr$1" 2>/dev/null || dpkg-query --search "${1#/usr}") || {
    echo "no package holds $1" >&2
    exit 1
  }
  mapfile -t -O "${#taken[@]}" taken < <(sed -E 's/: .*//; s/:[a-z0-9]+//g; s/, /\n/g' <<<"$known")
}

programs=(/usr/bin/gs /usr/bin/sftp /usr/bin/ssh /usr/bin/pdftotext /usr/bin/pdftoppm /usr/bin/tesseract)
for program in "${programs[@]}"; do
  install -D "$program" "$folder$program"
  take "$program"
done
while read -r library; do
  # Both trees of the dynamic linker; this one is a folder everywhere.
  install -D "$library" "$folder/usr/lib/${library#*/lib/}"
  take "$library"
done < <(ldd "${programs[@]}" | awk '$2 == "=>" { print $3 }' | sort -u | grep --invert-match --extended-regexp '/lib(c|m|resolv|dl|pthread)\.so')
for words in /usr/share/tesseract-ocr/*/tessdata; do
  # Its French, and what it makes a PDF of a picture with.
  for part in fra.traineddata pdf.ttf configs/pdf; do
    install -D --mode=644 "$words/$part" "$folder$words/$part"
    take "$words/$part"
  done
done
# Its procedures, the profiles of colours and the fonts that it puts in a file which lacks its own; links lead from one to the other.
for data in /usr/share/ghostscript /usr/share/color/icc/ghostscript /usr/share/fonts/*/urw-base35 /var/lib/ghostscript; do
  mkdir --parents "$folder${data%/*}"
  cp --recursive --no-dereference --preserve=mode "$data" "$folder$data"
  take "$data"
done
printf '%s\n' "${taken[@]}" | sort -u | while read -r package; do
  install -D --mode=644 "/usr/share/doc/$package/copyright" "$folder/usr/share/doc/$package/copyright"
  dpkg-query --show --showformat="\${Package}\t\${Version}\t\${Architecture}\t$distribution\n" "$package"
done >"$packages"
mkdir --parents "$folder/etc"
cat >"$folder/etc/passwd" <<'USERS'
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
greffe:x:10001:10001:greffe:/nonexistent:/sbin/nologin
USERS
