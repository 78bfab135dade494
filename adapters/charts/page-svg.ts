import { pageColours } from "./colours.ts";
import { plainText } from "./plain-text.ts";

/** Tags of what ECharts writes. Values hold no `"` and no `<`: it escapes them. What it has drawn before has names alone, too. */
const tags = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/g;
const attributes = /([\w:-]+)="([^"]*)"/g;
/** What it writes for a page of its own: rules of pointers. */
const rules = /<style\b[^>]*>[\s\S]*?<\/style>/g;
const opening = /<svg\b[^>]*viewBox="([^"]*)"[^>]*>/;
const fontRules = /(font-size|font-weight):\s*([^;"]+)/g;
const ownIds = /\bzr\d+-/g;

/** Elements and attributes that a picture needs. Nothing else of what the library writes gets on a page. */
const elements = new Set(["svg", "g", "defs", "pattern", "clipPath", "path", "rect", "circle"]);
for (const name of ["polyline", "polygon", "line", "text", "tspan"]) elements.add(name);
const kept = new Set(
  (
    "id d x y x1 y1 x2 y2 cx cy r rx ry width height points transform fill fill-opacity stroke " +
    "stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray clip-path " +
    "dominant-baseline text-anchor patternUnits patternTransform patternContentUnits viewBox"
  ).split(" "),
);
/** The widest picture that is a small one: it stands beside something. */
const mostSmall = 400;

/** The picture for a page: without styles, in the page's colours, named by its description, its ids beginning with `id`. */
export function pageSvg(svg: string, description: string, id: string): string {
  const box = opening.exec(svg)?.[1] ?? "0 0 0 0";
  const [, , width = "0"] = box.split(" ");
  const inner = svg
    .replace(rules, "")
    .replace(opening, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(tags, (_tag, slash: string, name: string, given: string, end: string) => {
      if (!elements.has(name)) return "";
      return slash === "/" ? `</${name}>` : `<${name}${attributesOf(given, id)}${end}>`;
    });
  const title = plainText(description);
  const size = Number(width) <= mostSmall ? "small" : "large";
  return (
    `<svg class="chart ${size}" role="img" aria-labelledby="${id}" viewBox="${box}" width="${width}"` +
    ` font-family="system-ui, sans-serif"><title id="${id}">${title}</title>${inner}</svg>`
  );
}

function attributesOf(given: string, id: string): string {
  let written = "";
  for (const [, name = "", value = ""] of given.matchAll(attributes)) {
    if (name === "style") written += fontsOf(value);
    else if (kept.has(name)) written += ` ${name}="${writtenOf(value, id)}"`;
  }
  return written;
}

/** Styles are refused by the pages' policy; attributes say the same. */
function fontsOf(style: string): string {
  return [...style.matchAll(fontRules)]
    .map(([, name, value = ""]) => ` ${name}="${value.trim().replace(/px$/, "")}"`)
    .join("");
}

function writtenOf(value: string, id: string): string {
  const property = pageColours[value.toLowerCase()];
  return property === undefined ? value.replace(ownIds, `${id}-`) : `var(${property})`;
}
