import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Nodes } from "mdast";
import { type Browser, chromium } from "playwright-core";
import type { CardAttachment, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { claimsOf, markdownOf } from "./cards.ts";

/** The browser's program; undefined where there is none. */
export const chromiumPath =
  process.env["CHROMIUM_PATH"] ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Opens the browser. */
export async function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error("no Chromium: install it or set CHROMIUM_PATH");
  return await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** Looks of Teams. */
export const themes = ["light", "dark", "contrast"] as const;
/** One of {@link themes}. */
export type Theme = (typeof themes)[number];

interface Colors {
  readonly page: string;
  readonly ground: string;
  readonly ink: string;
  readonly subtle: string;
  readonly accent: string;
  readonly edge: string;
  readonly emphasis: string;
  readonly input: string;
  readonly attention: string;
  /** Of words, and of what stands behind words. */
  readonly good: readonly [string, string];
  readonly warning: readonly [string, string];
  readonly attentionBehind: string;
  readonly accentBehind: string;
}

/** As Teams has them, as far as it matters for judging a message. */
const colors: Readonly<Record<Theme, Colors>> = {
  light: {
    page: "#ebebeb",
    ground: "#ffffff",
    ink: "#242424",
    subtle: "#616161",
    accent: "#4f52b2",
    edge: "#d1d1d1",
    emphasis: "#f5f5f5",
    input: "#ffffff",
    attention: "#c4314b",
    good: ["#237b4b", "#e7f2da"],
    warning: ["#835c00", "#fbf6d9"],
    attentionBehind: "#fcf4f6",
    accentBehind: "#e8ebfa",
  },
  dark: {
    page: "#141414",
    ground: "#292929",
    ink: "#ffffff",
    subtle: "#adadad",
    accent: "#9299f7",
    edge: "#666666",
    emphasis: "#1f1f1f",
    input: "#1f1f1f",
    attention: "#f87c86",
    good: ["#92c353", "#1b2b12"],
    warning: ["#f8d22a", "#3a2a0b"],
    attentionBehind: "#3e1f25",
    accentBehind: "#2f2f4a",
  },
  contrast: {
    page: "#000000",
    ground: "#000000",
    ink: "#ffffff",
    subtle: "#ffffff",
    accent: "#ffff01",
    edge: "#ffffff",
    emphasis: "#000000",
    input: "#000000",
    attention: "#ffff01",
    good: ["#92c353", "#000000"],
    warning: ["#f8d22a", "#000000"],
    attentionBehind: "#000000",
    accentBehind: "#000000",
  },
};

const fonts = '"Segoe UI", "Liberation Sans", Arial, "Noto Color Emoji", sans-serif';

/** How a client of Teams sets the cards. */
export function hostConfig(theme: Theme): object {
  const { ground, ink, subtle, accent, emphasis, edge, ...tones } = colors[theme];
  const both = (color: string, quiet = color) => ({ default: color, subtle: quiet });
  const foregroundColors = {
    default: both(ink, subtle),
    dark: both(ink, subtle),
    light: both(ink, subtle),
    accent: both(accent),
    good: both(tones.good[0]),
    warning: both(tones.warning[0]),
    attention: both(tones.attention),
  };
  return {
    fontFamily: fonts,
    supportsInteractivity: true,
    textBlock: { headingLevel: 2 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: edge },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    containerStyles: {
      default: { backgroundColor: ground, foregroundColors },
      emphasis: { backgroundColor: emphasis, foregroundColors },
      good: { backgroundColor: tones.good[1], foregroundColors },
      warning: { backgroundColor: tones.warning[1], foregroundColors },
      attention: { backgroundColor: tones.attentionBehind, foregroundColors },
      accent: { backgroundColor: tones.accentBehind, foregroundColors },
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 0,
      actionsOrientation: "Horizontal",
      actionAlignment: "Left",
      showCard: { actionMode: "Inline", inlineTopMargin: 16 },
    },
  };
}

/** What is looked at: a message, or a card that stands alone. */
export interface Previewed {
  readonly activity?: OutgoingActivity;
  readonly card?: CardAttachment;
}

const bundle = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");

/** A page that looks like Teams and fetches nothing: Microsoft's own code draws the cards. */
export function preview({ activity, card }: Previewed, theme: Theme): string {
  const cards = [...(activity?.attachments ?? []), ...(card === undefined ? [] : [card])];
  const drawn = JSON.stringify(cards.map(({ content }) => content)).replaceAll("<", "\\u003c");
  const feedback = activity?.channelData?.["feedbackLoop"] === undefined ? "" : "▲ ▼";
  return [
    "<!doctype html>",
    '<html lang="ca"><head><meta charset="utf-8"><title>Teams</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
    `<style>${styleOf(theme)}</style></head><body><main>`,
    '<div class="who"><span class="avatar" aria-hidden="true">A</span><span class="name">Agenda digital</span> <span>10:42</span></div>',
    activity === undefined ? "" : `<div class="text">${drawText(activity)}</div>`,
    '<div id="cards"></div>',
    feedback === "" ? "" : `<div class="feedback">${feedback}</div>`,
    `</main><script>${readFileSync(bundle, "utf8").replaceAll("</script", "<\\/script")}</script>`,
    `<script>
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
        const element = document.createElement("span");
        element.textContent = text;
        result.outputHtml = element.innerHTML;
        result.didProcess = true;
      };
      for (const content of ${drawn}) {
        const card = new AdaptiveCards.AdaptiveCard();
        card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(theme))});
        card.parse(content, new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5));
        const frame = document.createElement("div");
        frame.className = "frame";
        frame.append(card.render());
        document.getElementById("cards").append(frame);
      }
    </script></body></html>`,
  ].join("\n");
}

/** Pages written for the browser's own height, as pictures and for tests. */
export async function openPreview(
  browser: Browser,
  previewed: Previewed,
  { theme, width }: { readonly theme: Theme; readonly width: number },
) {
  const page = await browser.newPage({ viewport: { width, height: 200 }, deviceScaleFactor: 2 });
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) troubles.push(`request to ${request.url()}`);
  });
  await page.setContent(preview(previewed, theme));
  return { page, troubles };
}

/** The text of a message, its marks as Teams shows them. */
function drawText(activity: OutgoingActivity): string {
  const positions = new Set(claimsOf(activity).map(({ position }) => position));
  return draw(markdownOf(activity.text), positions);
}

function draw(node: Nodes, positions: ReadonlySet<number>): string {
  const inside =
    "children" in node ? node.children.map((one) => draw(one, positions)).join("") : "";
  switch (node.type) {
    case "root":
      return inside;
    case "text":
      return escapeHtml(node.value).replace(/\[(\d+)\]/g, (mark, number) =>
        positions.has(Number(number)) ? `<sup class="mark">${number}</sup>` : mark,
      );
    case "paragraph":
      return `<p>${inside}</p>`;
    case "blockquote":
      return `<blockquote>${inside}</blockquote>`;
    case "strong":
      return `<b>${inside}</b>`;
    case "emphasis":
      return `<i>${inside}</i>`;
    case "break":
      return "<br>";
    case "link":
      return `<a href="${escapeHtml(node.url)}">${inside}</a>`;
    default:
      return `<div class="unknown">${escapeHtml(JSON.stringify(node))}</div>`;
  }
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function styleOf(theme: Theme): string {
  const { page, ground, ink, subtle, accent, edge, input, attention } = colors[theme];
  return `
* { box-sizing: border-box; }
body { margin: 0; padding: 12px; background: ${page}; color: ${ink}; font: 14px/20px ${fonts}; }
main { max-width: 720px; padding: 12px; border-radius: 8px; background: ${ground}; overflow-wrap: anywhere; }
a { color: ${accent}; text-decoration: none; }
p { margin: 0 0 4px; } blockquote { margin: 4px 0 8px; padding: 4px 12px; border-left: 3px solid ${edge}; }
blockquote p { margin: 0; }
.who { margin-bottom: 8px; color: ${subtle}; font-size: 12px; } .name { color: ${ink}; font-weight: 600; }
.avatar { display: inline-block; width: 24px; margin-right: 8px; border-radius: 6px; background: #0057b8; color: #fff; line-height: 24px; text-align: center; }
.mark { padding: 0 5px; border: 1px solid ${edge}; border-radius: 4px; color: ${accent}; font-size: 11px; }
.frame { margin-top: 8px; border: 1px solid ${edge}; border-radius: 6px; overflow: hidden; }
.feedback { margin-top: 8px; } .unknown { border: 2px solid #e00; }
.ac-pushButton { min-height: 32px; max-width: 100%; padding: 5px 12px; overflow: hidden; border: 1px solid ${edge}; border-radius: 4px; background: ${ground}; color: ${ink}; font: 600 14px/20px ${fonts}; text-overflow: ellipsis; white-space: nowrap; }
.ac-pushButton.style-positive { border-color: ${accent}; background: ${accent}; color: ${ground}; }
.ac-pushButton.style-destructive { color: ${attention}; }
.ac-actionSet { flex-wrap: wrap; gap: 8px; }
.ac-selectable { cursor: pointer; }
.ac-input { border: 1px solid ${edge}; border-radius: 4px; background: ${input}; color: ${ink}; font: 14px/20px ${fonts}; }
textarea { min-height: 80px; padding: 6px 12px; } ::placeholder { color: ${subtle}; opacity: 1; }
`;
}
