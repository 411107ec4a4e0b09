// Bundle src/main.js into the package: `node build.js`; with `--check` only say whether the bundle is of these sources.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const OUT = new URL("../kg/use/view/assets/page.js", import.meta.url);
const result = await build({
  entryPoints: [new URL("src/main.js", import.meta.url).pathname],
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  minify: true,
  write: false,
});
const [{ text }] = result.outputFiles;
if (process.argv.includes("--check")) {
  const kept = await readFile(OUT, "utf8").catch(() => "");
  if (kept !== text) {
    console.error("kg/use/view/assets/page.js is not the bundle of web/src: run `make web`");
    process.exit(1);
  }
} else {
  await writeFile(OUT, text);
  console.log(`page.js: ${text.length.toLocaleString("en")} characters`);
}
