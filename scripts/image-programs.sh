#!/usr/bin/env bash
# What the image needs of Debian besides the C library, gathered in a folder: sftp and ssh, which hand letters over; pdftotext, pdftoppm
# and tesseract with its French, which read the text of pieces in a child without rights; gs, which copies them for archives; what each of
# them loads; and a name for the image's user, without which ssh refuses to start.
# Usage: scripts/image-programs.sh FOLDER      (where ghostscript, openssh-client, poppler-utils and tesseract-ocr-fra are installed)
set -euo pipefail
folder=$1

for program in /usr/bin/gs /usr/bin/sftp /usr/bin/ssh /usr/bin/pdftotext /usr/bin/pdftoppm /usr/bin/tesseract; do
  install -D "$program" "$folder$program"
  ldd "$program" | awk '$2 == "=>" { print $3 }'
done | sort -u | grep --invert-match --extended-regexp '/lib(c|m|resolv|dl|pthread)\.so' | while read -r library; do
  # Both trees of the dynamic linker; this one is a folder everywhere.
  install -D "$library" "$folder/usr/lib/${library#*/lib/}"
done
for words in /usr/share/tesseract-ocr/*/tessdata; do
  # Its French, and what it makes a PDF of a picture with.
  for part in fra.traineddata pdf.ttf configs/pdf; do
    install -D --mode=644 "$words/$part" "$folder$words/$part"
  done
done
# Its procedures, the profiles of colours and the fonts that it puts in a file which lacks its own; links lead from one to the other.
for data in /usr/share/ghostscript /usr/share/color/icc/ghostscript /usr/share/fonts/*/urw-base35 /var/lib/ghostscript; do
  mkdir --parents "$folder${data%/*}"
  cp --recursive --no-dereference --preserve=mode "$data" "$folder$data"
done
mkdir --parents "$folder/etc"
cat >"$folder/etc/passwd" <<'USERS'
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
greffe:x:10001:10001:greffe:/nonexistent:/sbin/nologin
USERS
