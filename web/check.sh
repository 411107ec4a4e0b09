#!/bin/sh
# Check the page's script where node is: types, lint, unit tests, and whether the bundle is that of the sources.
cd "$(dirname "$0")" || exit 1
if ! command -v npm >/dev/null; then
    echo "web: no npm here; the page's script is not checked and its bundle is taken as it is"
    exit 0
fi
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "web: node is older than 20; the page's script is not checked and its bundle is taken as it is"
    exit 0
fi
if ! cmp -s package-lock.json node_modules/.kg-lock; then
    if ! npm ci --silent --no-audit --no-fund; then
        echo "web: npm could not install esbuild, TypeScript and Biome; the page's script is not checked"
        exit 0
    fi
    cp package-lock.json node_modules/.kg-lock
fi
npm run --silent check && npm test --silent && node build.js --check
