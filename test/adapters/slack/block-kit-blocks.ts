import * as z from "zod";
import {
  accessory,
  actionsElement,
  button,
  contextActionsElement,
  inputElement,
  picture,
} from "./block-kit-elements.ts";
import {
  hasOneSource,
  mrkdwn,
  pictureSource,
  plainText,
  string,
  text,
  webAddress,
} from "./block-kit-objects.ts";
import { richText } from "./block-kit-rich-text.ts";

// One schema for each page below https://docs.slack.dev/reference/block-kit/blocks
const id = { block_id: string(255).optional() };

const section = z
  .strictObject({
    type: z.literal("section"),
    ...id,
    text: text(3_000).optional(),
    fields: z.array(text(2_000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: "expected text or fields",
  });

const header = z.strictObject({ type: z.literal("header"), ...id, text: plainText(150) });
const divider = z.strictObject({ type: z.literal("divider"), ...id });

const context = z.strictObject({
  type: z.literal("context"),
  ...id,
  elements: z
    .array(z.discriminatedUnion("type", [plainText(3_000), mrkdwn(3_000), picture]))
    .min(1)
    .max(10),
});

const contextActions = z.strictObject({
  type: z.literal("context_actions"),
  ...id,
  elements: z.array(contextActionsElement).min(1).max(5),
});

const actions = z.strictObject({
  type: z.literal("actions"),
  ...id,
  elements: z.array(actionsElement).min(1).max(25),
});

const image = z
  .strictObject({
    type: z.literal("image"),
    ...id,
    alt_text: string(2_000),
    title: plainText(2_000).optional(),
    ...pictureSource,
  })
  .refine(hasOneSource, { error: "expected either image_url or slack_file" });

const input = z.strictObject({
  type: z.literal("input"),
  ...id,
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});

const markdown = z.strictObject({ type: z.literal("markdown"), ...id, text: string(12_000) });

const video = z.strictObject({
  type: z.literal("video"),
  ...id,
  video_url: webAddress(),
  thumbnail_url: webAddress(),
  alt_text: string(2_000),
  title: plainText(199),
  title_url: webAddress().optional(),
  author_name: string(49).optional(),
  provider_name: string(200).optional(),
  provider_icon_url: webAddress().optional(),
  description: plainText(200).optional(),
});

const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
  richText,
]);
const rows = z.array(z.array(cell).min(1).max(20)).min(1).max(100);
const column = z.strictObject({
  align: z.enum(["left", "center", "right"]).optional(),
  is_wrapped: z.boolean().optional(),
});
const table = z.strictObject({
  type: z.literal("table"),
  ...id,
  rows,
  column_settings: z.array(column.nullable()).max(20).optional(),
});
const dataTable = z.strictObject({
  type: z.literal("data_table"),
  ...id,
  rows,
  caption: string(2_000),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});

const card = z
  .strictObject({
    type: z.literal("card"),
    ...id,
    hero_image: picture.optional(),
    icon: picture.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    // The page names no number; the builders of others say two or three, and more are cut off.
    actions: z.array(button).min(1).max(3).optional(),
  })
  .refine((block) => block.hero_image ?? block.title ?? block.actions ?? block.body, {
    error: "expected hero_image, title, actions or body",
  });
const carousel = z.strictObject({
  type: z.literal("carousel"),
  ...id,
  elements: z.array(card).min(1).max(10),
});

const child = z.discriminatedUnion("type", [
  actions,
  context,
  divider,
  header,
  image,
  input,
  richText,
  section,
  table,
  video,
]);
const container = z
  .strictObject({
    type: z.literal("container"),
    ...id,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: text(150).optional(),
    child_blocks: z.array(child).min(1).max(10),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    icon: picture.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((block) => block.title ?? block.rich_text_title, {
    error: "expected title or rich_text_title",
  })
  .refine((block) => !block.default_collapsed || block.is_collapsible, {
    error: "default_collapsed needs is_collapsible",
  });

const alert = z.strictObject({
  type: z.literal("alert"),
  ...id,
  text: text(3_000),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
});

const taskCard = z.strictObject({
  type: z.literal("task_card"),
  ...id,
  task_id: string(255),
  title: string(3_000),
  details: richText.optional(),
  output: richText.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal("url"), url: webAddress(), text: string(3_000) }))
    .min(1)
    .optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
});
const plan = z.strictObject({
  type: z.literal("plan"),
  ...id,
  title: string(3_000),
  tasks: z.array(taskCard).min(1).optional(),
});

/** Any block that an app may send. */
export const block = z.discriminatedUnion("type", [
  actions,
  alert,
  card,
  carousel,
  container,
  context,
  contextActions,
  dataTable,
  divider,
  header,
  image,
  input,
  markdown,
  plan,
  richText,
  section,
  table,
  taskCard,
  video,
]);
