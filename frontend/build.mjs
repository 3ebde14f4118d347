// Builds frontend/ into src/brobygger/static/dist: css/app.css, js/app.js, fonts/ and img/.
// The folders stand to each other as dkfds expects, so its relative addresses work unchanged.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const modules = join(root, "node_modules");
const dkfds = join(modules, "dkfds", "dist");
const out = join(root, "src", "brobygger", "static", "dist");

/** Icons of the design system used through {% icon "name" %}; one line each, in one sprite. */
const icons = readFileSync(join(here, "icons.txt"), "utf8")
  .split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));

function buildSprite() {
  const symbols = icons.map((name) => {
    const own = join(here, "img", "icons", `${name}.svg`);
    const svg = readFileSync(existsSync(own) ? own : join(dkfds, "img", "svg-icons", `${name}.svg`), "utf8");
    const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1];
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>[\s\S]*$/, "");
    return `<symbol id="${name}" viewBox="${viewBox}">${inner}</symbol>`;
  });
  writeFileSync(join(out, "img", "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

function buildStyles() {
  const { css } = sass.compile(join(here, "scss", "app.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["if-function"],
  });
  const paths = css.matchAll(/url\((["']?)\.\.\/(fonts|img)\/([^"')]+)\1\)/g);
  for (const [, , folder, path] of paths) {
    const own = join(here, folder, path);
    const from = existsSync(own) ? own : join(dkfds, folder, path);
    mkdirSync(dirname(join(out, folder, path)), { recursive: true });
    cpSync(from, join(out, folder, path));
  }
  writeFileSync(join(out, "css", "app.css"), css);
}

async function buildScripts() {
  await esbuild.build({
    entryPoints: [join(here, "ts", "app.ts")],
    outfile: join(out, "js", "app.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "linked",
    alias: { dkfds: join(dkfds, "js", "dkfds.js") },
    logLevel: "warning",
  });
}

function copyImages() {
  for (const name of readdirSync(join(here, "img"))) {
    if (statSync(join(here, "img", name)).isFile()) cpSync(join(here, "img", name), join(out, "img", basename(name)));
  }
}

/** Typst sets our papers with these; TrueType, because Typst reads no WOFF. */
function copyPaperFonts() {
  const faces = {
    "ibm-plex-sans": ["400Regular", "400Regular_Italic", "500Medium", "600SemiBold"],
    "ibm-plex-sans-arabic": ["400Regular", "600SemiBold"],
    "ibm-plex-sans-hebrew": ["400Regular", "600SemiBold"],
    "noto-emoji": ["400Regular"],
  };
  for (const [family, weights] of Object.entries(faces)) {
    for (const weight of weights) {
      const folder = join(modules, "@expo-google-fonts", family, weight);
      for (const file of readdirSync(folder).filter((name) => name.endsWith(".ttf"))) {
        cpSync(join(folder, file), join(out, "paper", file));
      }
    }
  }
}

async function build() {
  const started = Date.now();
  rmSync(out, { recursive: true, force: true });
  for (const folder of ["css", "js", "img", "fonts", "paper"]) mkdirSync(join(out, folder), { recursive: true });
  copyImages();
  copyPaperFonts();
  buildSprite();
  buildStyles();
  await buildScripts();
  console.log(`front end built in ${Date.now() - started} ms`);
}

await build();

if (process.argv.includes("--watch")) {
  let timer;
  watch(resolve(here), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => build().catch((error) => console.error(error.message)), 150);
  });
}
