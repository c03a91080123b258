// Takes out of a compressed style sheet what GOV.UK's components define and no page of ours names.
// A class that a template names later comes back with the next build (tests/look/test_classes.py misses it till then).
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["templates", "exportctl", "licensing", "notifications", "controllist", "static/js"];
const [sheet, root] = process.argv.slice(2);
const texts = SOURCES.flatMap((folder) => files(join(root, folder))).map((path) => readFileSync(path, "utf8"));
const named = new Set(texts.flatMap((text) => text.match(/govuk-[\w-]+/g) ?? []));
const begun = [...named].filter((name) => name.endsWith("-")); // its end is a value

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && /\.(html|py|js)$/.test(each.name))
    .map((each) => join(each.parentPath ?? each.path, each.name));
}

function isUsed(name) {
  return named.has(name) || begun.some((start) => name.startsWith(start));
}

function parts(selectors) {
  return selectors.split(/,(?![^()]*\))/);
}

function needed(selector) {
  return (selector.replace(/:not\([^()]*\)/g, "").match(/\.govuk-[\w-]+/g) ?? []).map((each) => each.slice(1));
}

function kept(rule, selectors, body) {
  const left = parts(selectors).filter((one) => needed(one).every(isUsed));
  return left.length ? `${left.join(",")}{${body}}` : "";
}

let css = readFileSync(sheet, "utf8").replace(/([^{}]+)\{([^{}]*)\}/g, kept);
for (let before = ""; before !== css; ) {
  before = css;
  css = css.replace(/@(?:media|supports)[^{}]*\{\s*\}/g, "");
}
writeFileSync(sheet, css);
