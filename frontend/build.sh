#!/bin/sh
# Builds static/ from frontend/. For maintainers: the result is committed, nobody else needs Node.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
static=../static
rm -rf "$static/fonts" "$static/vendor" "$static/css"
mkdir -p "$static/fonts" "$static/css" "$static/vendor/htmx-2.0.11" "$static/vendor/govuk-frontend-6.6.0"

npx sass --no-source-map --style=compressed --no-charset --quiet-deps --load-path=node_modules scss/exportctl.scss "$static/css/exportctl.css"
node prune.mjs "$static/css/exportctl.css" ..

sans=node_modules/@fontsource-variable/ibm-plex-sans
mono=node_modules/@fontsource/ibm-plex-mono
for set in latin latin-ext greek cyrillic; do cp "$sans/files/ibm-plex-sans-$set-wdth-normal.woff2" "$static/fonts/"; done
for set in latin latin-ext; do
  for weight in 400 500; do cp "$mono/files/ibm-plex-mono-$set-$weight-normal.woff2" "$static/fonts/"; done
done
# For papers every weight is a whole font, unpacked: their renderers would do that anew in every worker.
faces=../templates/letters/fonts
rm -rf "$faces"
mkdir -p "$faces"
for face in sans/fonts/complete/woff2/IBMPlexSans-Regular sans/fonts/complete/woff2/IBMPlexSans-Medium \
    sans/fonts/complete/woff2/IBMPlexSans-SemiBold mono/fonts/complete/woff2/IBMPlexMono-Regular \
    mono/fonts/complete/woff2/IBMPlexMono-Medium; do
  ../.venv/bin/python -m fontTools.ttLib.woff2 decompress -o "$faces/${face##*/}.ttf" "node_modules/@ibm/plex-$face.woff2"
done
install -m 644 node_modules/@ibm/plex-sans/LICENSE.txt "$faces/LICENSE.txt"
cp "$sans/LICENSE" "$static/fonts/LICENSE-ibm-plex-sans.txt"
cp "$mono/LICENSE" "$static/fonts/LICENSE-ibm-plex-mono.txt"
cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE "$static/vendor/htmx-2.0.11/"
cp govuk-frontend-LICENSE.txt "$static/vendor/govuk-frontend-6.6.0/LICENSE"

cd "$static"
find . -type f ! -name SHA256SUMS ! -path './collected/*' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
