/** Makes the scripts that pages load out of overrides/assets/src: `node bundle.mjs esbuild source target`. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [esbuild, source, target] = process.argv.slice(2);
const { build, transform } = createRequire(import.meta.url)(esbuild);
/** One file for each kind of page, and one for each thing that is fetched when it is wanted. */
const ENTRIES =
  "linli now folded home q da screen embed gzh edit table week catalogue stories filter grid more class changes search my share sw portal city".split(
    " ",
  );
/** Kept scripts of others, as they are, without their blanks. */
const VENDORED = ["vendor/qrcode.js"];
/** A stylesheet that a script brings along is a text in it. */
const STYLES = {
  name: "styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), {
        loader: "css",
        minify: true,
        target: "chrome67",
      });
      return { contents: code.trim(), loader: "text" };
    }),
};
/** What a phone of 2018 reads (tests/test_old_phones.py). */
const OPTIONS = { minify: true, target: "es2018", charset: "utf8", legalComments: "inline" };

await mkdir(join(target, "vendor"), { recursive: true });
await build({
  ...OPTIONS,
  bundle: true,
  format: "iife",
  entryPoints: ENTRIES.map((name) => join(source, `${name}.js`)),
  outdir: target,
  plugins: [STYLES],
  logLevel: "warning",
});
for (const name of VENDORED) {
  const { code } = await transform(await readFile(join(dirname(source), name), "utf8"), OPTIONS);
  await writeFile(join(target, name), code);
}
