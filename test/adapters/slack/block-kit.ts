import * as z from "zod";
import { block } from "./block-kit-blocks.ts";
import { faultsInMrkdwn } from "./block-kit-mrkdwn.ts";
import { plainText, string, webAddress } from "./block-kit-objects.ts";
import { type Surface, surfaceFaults } from "./block-kit-surfaces.ts";

// What Slack documents, read apart from what the adapter believes: each side has its own numbers.

/** https://docs.slack.dev/reference/block-kit/blocks */
const maxBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };
/** Seen, not documented: https://github.com/slackapi/bolt-js/issues/2509 */
const maxMessageChars = 13_000;
/** Cut off: https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const maxTextChars = 40_000;
/** What is recommended: https://docs.slack.dev/reference/methods/chat.postMessage */
const recommendedTextChars = 4_000;
/** `view_too_large`: https://docs.slack.dev/reference/methods/views.publish */
const maxViewBytes = 250_000;
/** https://docs.slack.dev/reference/methods/chat.postMessage */
const maxAttachments = 100;

/** Nothing that is documented is half as deep. */
const maxDepth = 40;

/** What Slack would refuse, or show otherwise than it was meant, in a message. Empty when nothing. */
export function faultsInMessage(message: {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
}): string[] {
  const { value, faults } = asSent(message);
  if (!isRecord(value)) return faults.length > 0 ? faults : [": expected a message"];
  const { text, blocks, attachments } = value;
  if (blocks !== undefined) faults.push(...blocksFaults(blocks, "message", "/blocks"));
  if (Array.isArray(blocks) && textCharsOf(blocks) > maxMessageChars)
    faults.push(`/blocks: ${textCharsOf(blocks)} characters of text in all`);
  if (attachments !== undefined) faults.push(...attachmentsFaults(attachments));
  return [...faults, ...textFaults(text)];
}

/** What Slack would refuse in a view of a modal or of the App Home. Empty when nothing. */
export function faultsInView(view: unknown): string[] {
  const { value, faults } = asSent(view);
  if (faults.length > 0) return faults;
  const read = viewSchema.safeParse(value);
  if (!read.success) faults.push(...described(read.error));
  if (!isRecord(value) || (value["type"] !== "home" && value["type"] !== "modal")) return faults;
  faults.push(...blocksFaults(value["blocks"], value["type"], "/blocks"));
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > maxViewBytes) faults.push(`: ${bytes} bytes of view`);
  const asks = Array.isArray(value["blocks"]) && value["blocks"].some(isInput);
  if (value["type"] === "modal" && asks && value["submit"] === undefined)
    faults.push("/submit: required where there are inputs");
  return faults;
}

/** What Slack would refuse in an attachment, or in what `chat.unfurl` shows below a link. Empty when nothing. */
export function faultsInAttachment(attachment: unknown): string[] {
  const { value, faults } = asSent(attachment);
  if (faults.length > 0) return faults;
  const read = attachmentSchema.safeParse(value);
  if (!read.success) faults.push(...described(read.error));
  if (isRecord(value) && value["blocks"] !== undefined)
    faults.push(...blocksFaults(value["blocks"], "message", "/blocks"));
  return faults;
}

/** What Slack would refuse in blocks by themselves. Empty when nothing. */
export function faultsInBlocks(blocks: unknown, surface: Surface = "message"): string[] {
  const { value, faults } = asSent(blocks);
  return [...faults, ...(faults.length > 0 ? [] : blocksFaults(value, surface, "/blocks"))];
}

const viewParts = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3_000).optional(),
  callback_id: string(255).optional(),
  external_id: string(255).optional(),
};
/** https://docs.slack.dev/reference/views/home-tab-views and modal-views */
const viewSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("home"), ...viewParts }),
  z.strictObject({
    type: z.literal("modal"),
    ...viewParts,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  }),
]);

const words = z.string().max(8_000).optional();
/** https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments, and unfurls with blocks. */
const attachmentSchema = z
  .strictObject({
    blocks: z.array(z.unknown()).optional(),
    fallback: words,
    color: z
      .string()
      .regex(/^(?:good|warning|danger|#[0-9a-fA-F]{6})$/)
      .optional(),
    pretext: words,
    author_name: words,
    author_link: webAddress().optional(),
    author_icon: webAddress().optional(),
    title: words,
    title_link: webAddress().optional(),
    text: words,
    fields: z
      .array(z.strictObject({ title: words, value: words, short: z.boolean().optional() }))
      .optional(),
    image_url: webAddress().optional(),
    thumb_url: webAddress().optional(),
    footer: z.string().max(300).optional(),
    footer_icon: webAddress().optional(),
    ts: z.union([z.string(), z.number()]).optional(),
    mrkdwn_in: z.array(z.enum(["pretext", "text", "fields"])).optional(),
    // Shown while the link is still being written: https://docs.slack.dev/messaging/unfurling-links-in-messages
    preview: z
      .strictObject({
        title: plainText(3_000).optional(),
        subtitle: plainText(3_000).optional(),
        icon_url: webAddress().optional(),
        // How the types of the package spell it.
        iconUrl: webAddress().optional(),
      })
      .optional(),
    hide_color: z.boolean().optional(),
  })
  .refine((attachment) => Object.keys(attachment).length > 0, { error: "empty" });

function blocksFaults(blocks: unknown, surface: Surface, pointer: string): string[] {
  if (!Array.isArray(blocks)) return [`${pointer}: expected an array`];
  const tooMany =
    blocks.length > maxBlocks[surface]
      ? [`${pointer}: ${blocks.length} blocks, at most ${maxBlocks[surface]} in a ${surface}`]
      : [];
  const malformed = blocks.flatMap((one, at) => {
    const read = block.safeParse(one);
    return read.success ? [] : described(read.error, `${pointer}/${at}`);
  });
  return [...tooMany, ...malformed, ...surfaceFaults(blocks, surface, pointer)];
}

function attachmentsFaults(attachments: unknown): string[] {
  if (!Array.isArray(attachments)) return ["/attachments: expected an array"];
  const tooMany =
    attachments.length > maxAttachments ? [`/attachments: ${attachments.length} attachments`] : [];
  const malformed = attachments.flatMap((attachment, at) =>
    faultsInAttachment(attachment).map((fault) => `/attachments/${at}${fault}`),
  );
  return [...tooMany, ...malformed];
}

function textFaults(text: unknown): string[] {
  if (typeof text !== "string" || text.trim() === "")
    return ["/text: missing, and it is what notifications and screen readers say"];
  const faults = faultsInMrkdwn(text).map((fault) => `/text: ${fault}`);
  if (text.length > maxTextChars) return [...faults, `/text: ${text.length} characters, cut off`];
  if (text.length > recommendedTextChars)
    return [...faults, `/text: ${text.length} characters, ${recommendedTextChars} recommended`];
  return faults;
}

/** Length of all that is read in blocks; addresses and values of buttons are not. */
function textCharsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + textCharsOf(one), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => {
    if (typeof one !== "string") return sum + textCharsOf(one);
    return sum + (readKeys.has(key) ? one.length : 0);
  }, 0);
}
const readKeys = new Set(["text", "alt_text", "title", "caption", "fallback"]);

/** The value as it travels: what is undefined does not, and what is no JSON cannot. */
function asSent(value: unknown): { value: unknown; faults: string[] } {
  try {
    const sent: unknown = JSON.parse(JSON.stringify(value) ?? "null");
    return isDeep(sent)
      ? { value: undefined, faults: [": too deep"] }
      : { value: sent, faults: [] };
  } catch (error) {
    return { value: undefined, faults: [`: not JSON (${String(error).slice(0, 80)})`] };
  }
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

function described(error: z.ZodError, pointer = ""): string[] {
  return error.issues.map(
    ({ path, message, code }) =>
      `${[pointer, ...path.map(String)].join("/")}: ${code === "invalid_union" ? "none of the known kinds" : message}`,
  );
}

function isInput(value: unknown): boolean {
  return isRecord(value) && value["type"] === "input";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
