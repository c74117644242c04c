#!/usr/bin/env bash
# Builds a commit into a folder, for comparison with later ones: freeze.sh <commit> <folder>
set -euo pipefail
commit="$1"
folder="$2"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p "$folder"
git archive "$commit" | tar -x -C "$folder"
cd "$folder"
npm ci --ignore-scripts
npm run --silent build
