#!/bin/sh
# Builds static/ from frontend/. For maintainers: the result is committed, nobody else needs Node.
set -eu
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
static=../static
rm -rf "$static/fonts" "$static/vendor" "$static/css"
mkdir -p "$static/fonts" "$static/css" "$static/vendor/htmx-2.0.11" "$static/vendor/govuk-frontend-6.6.0"

npx sass --no-source-map --style=compressed --no-charset --quiet-deps --load-path=node_modules scss/exportctl.scss "$static/css/exportctl.css"

sans=node_modules/@fontsource-variable/ibm-plex-sans
letters=node_modules/@fontsource/ibm-plex-sans
mono=node_modules/@fontsource/ibm-plex-mono
for set in latin latin-ext greek cyrillic; do cp "$sans/files/ibm-plex-sans-$set-wdth-normal.woff2" "$static/fonts/"; done
# For letters each weight is a file: the renderer would cut it out of the variable font for every paper.
for set in latin latin-ext greek cyrillic; do
  for weight in 400 500 600; do cp "$letters/files/ibm-plex-sans-$set-$weight-normal.woff2" "$static/fonts/"; done
done
for set in latin latin-ext; do
  for weight in 400 500; do cp "$mono/files/ibm-plex-mono-$set-$weight-normal.woff2" "$static/fonts/"; done
done
cp "$sans/LICENSE" "$static/fonts/LICENSE-ibm-plex-sans.txt"
cp "$mono/LICENSE" "$static/fonts/LICENSE-ibm-plex-mono.txt"
cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE "$static/vendor/htmx-2.0.11/"
cp govuk-frontend-LICENSE.txt "$static/vendor/govuk-frontend-6.6.0/LICENSE"

cd "$static"
find . -type f ! -name SHA256SUMS ! -path './collected/*' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
