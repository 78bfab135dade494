import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { chromium } from "playwright-core";
import { drawBlocks } from "./preview-blocks.ts";
import { previewStyle } from "./preview-style.ts";
import { drawMrkdwn, escapeHtml } from "./preview-text.ts";

/** A message, or a view of a modal or of the App Home. */
export interface Previewed {
  readonly type?: string;
  readonly text?: string;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly title?: unknown;
  readonly submit?: unknown;
  readonly close?: unknown;
}

/** Pixels of the page, for each kind: a message as wide as in Slack's window, a modal as wide as Slack makes it. */
const widths = { message: 720, home: 720, modal: 552 } as const;

/** A page that looks like Slack and needs nothing else: nothing in it is fetched, and nothing runs. */
export function preview(shown: Previewed): string {
  const kind = kindOf(shown);
  const draw = { message: drawMessage, home: drawHome, modal: drawModal }[kind];
  return [
    "<!doctype html>",
    '<html lang="ca"><head><meta charset="utf-8"><title>Slack</title>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="preview-width" content="${widths[kind]}">`,
    `<style>${previewStyle}</style></head>`,
    `<body>${draw(shown)}</body></html>`,
  ].join("\n");
}

/** The browser's program; undefined where there is none. */
export const chromiumPath =
  process.env["CHROMIUM_PATH"] ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Takes a picture of a page, as high as it is. */
export async function screenshot(
  html: string,
  file: string,
  { width, dark = false }: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<void> {
  if (!chromiumPath) throw new Error("no Chromium: install it or set CHROMIUM_PATH");
  const own = Number(/name="preview-width" content="(\d+)"/.exec(html)?.[1] ?? widths.message);
  await mkdir(dirname(file), { recursive: true });
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: width ?? own, height: 200 },
      deviceScaleFactor: 2,
      colorScheme: dark ? "dark" : "light",
      javaScriptEnabled: false,
    });
    await page.setContent(html);
    await page.screenshot({ path: file, fullPage: true });
  } finally {
    await browser.close();
  }
}

function kindOf({ type }: Previewed): keyof typeof widths {
  return type === "home" || type === "modal" ? type : "message";
}

function drawMessage({ text = "", blocks, attachments }: Previewed): string {
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  // Where there are blocks, Slack shows the text to nobody but those who listen to it.
  const content = hasBlocks
    ? drawBlocks(blocks)
    : `<div class="rich-section">${drawMrkdwn(text)}</div>`;
  const below = (Array.isArray(attachments) ? attachments : []).map(drawAttachment).join("");
  return `<div class="message"><div class="avatar">A</div><div class="grow">
<span class="name">Agenda digital</span><span class="app">APP</span><span class="time">10:42</span>
${content}${below}</div></div>`;
}

function drawAttachment(attachment: Previewed & { readonly color?: unknown }): string {
  const color = /^#[0-9a-f]{6}$/i.test(String(attachment.color)) ? String(attachment.color) : "";
  const style = color === "" ? "" : ` style="border-color:${color}"`;
  const text = typeof attachment.text === "string" ? drawMrkdwn(attachment.text) : "";
  return `<div class="attachment"${style}>${text}${drawBlocks(attachment.blocks)}</div>`;
}

function drawHome({ blocks }: Previewed): string {
  return `<div class="frame"><div class="top">Agenda digital</div>
<div class="tabs"><span class="on">Inici</span><span>Missatges</span><span>Quant a</span></div>
<div class="body">${drawBlocks(blocks)}</div></div>`;
}

function drawModal({ title, submit, close, blocks }: Previewed): string {
  const button = (text: unknown, style: string) =>
    text === undefined ? "" : `<span class="button ${style}">${escapeHtml(said(text))}</span>`;
  const buttons = `${button(close, "")}${button(submit, "primary")}`;
  const foot = buttons === "" ? "" : `<div class="foot">${buttons}</div>`;
  return `<div class="frame"><div class="top"><span>${escapeHtml(said(title))}</span><span>✕</span></div>
<div class="body">${drawBlocks(blocks)}</div>${foot}</div>`;
}

function said(text: unknown): string {
  return typeof text === "object" && text !== null && "text" in text ? String(text.text) : "";
}
