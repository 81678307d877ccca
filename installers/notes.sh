#!/usr/bin/env bash
# Writes the notes of a release: which file is for whom, what is signed, what is new.
#   installers/notes.sh v1.2.0 FOLDER    FOLDER holds what the systems say of signing
set -euo pipefail
tag=$1
folder=$2
version=${tag#v}

cat <<EOF
| máy · computer | tệp · file |
|---|---|
| Windows 10, 11 | \`Bantin_${version}_x64-setup.exe\` |
| Windows không có mạng · without network | \`Bantin_${version}_x64-offline-setup.exe\` |
| Windows, cài cho cả đơn vị · for a whole office | \`Bantin_${version}_x64_en-US.msi\`, \`…-offline.msi\` |
| Windows, không cài đặt · nothing installed | \`Bantin_${version}_portable.zip\` |
| Mac, chip Apple · Apple silicon | \`Bantin_${version}_aarch64.dmg\` |
| Mac, chip Intel · Intel | \`Bantin_${version}_x64.dmg\` |
| Debian 12, Ubuntu 22.04 trở lên · or newer | \`Bantin_${version}_amd64.deb\` |
| Fedora, openSUSE | \`Bantin-${version}-1.x86_64.rpm\` |
| Linux khác · other Linux | \`Bantin_${version}_amd64.AppImage\` |

\`SHA256SUMS\`: \`sha256sum --check --ignore-missing SHA256SUMS\`. \`*.cdx.json\`: CycloneDX (SBOM).

EOF
find "$folder" -path '*/state/*.txt' -print0 | sort -z | xargs -0 -r sed 's/^/- /'
echo
last=$(git describe --tags --abbrev=0 --match 'v*' "$tag^" 2>/dev/null || true)
echo "## ${last:-0} → $tag"
echo
git log --no-merges --format='- %s' "${last:+$last..}$tag"
