import * as z from "zod";
import { linkAddress, string } from "./block-kit-objects.ts";

// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
const flag = z.boolean().optional();
const style = {
  style: z
    .strictObject({
      bold: flag,
      italic: flag,
      strike: flag,
      code: flag,
      underline: flag,
      highlight: flag,
      client_highlight: flag,
      unlink: flag,
    })
    .optional(),
};
const border = { border: z.literal([0, 1]).optional() };

const textElement = z.strictObject({ type: z.literal("text"), text: z.string().min(1), ...style });
/** https://docs.slack.dev/reference/block-kit/block-elements/link-element */
const linkElement = z.strictObject({
  type: z.literal("link"),
  url: linkAddress(),
  text: z.string().min(1).optional(),
  unsafe: flag,
  from_llm: flag,
  is_slack_url: flag,
  truncated: flag,
  ...style,
});
const inline = z.discriminatedUnion("type", [
  textElement,
  linkElement,
  z.strictObject({
    type: z.literal("emoji"),
    name: z.string().regex(/^[^\s:]+(?:::skin-tone-[2-6])?$/),
    unicode: z
      .string()
      .regex(/^[0-9a-f]+(?:-[0-9a-f]+)*$/)
      .optional(),
    skin_tone: z.int().min(1).max(6).optional(),
    url: linkAddress().optional(),
    ...style,
  }),
  z.strictObject({ type: z.literal("user"), user_id: id("UW"), ...style }),
  z.strictObject({ type: z.literal("channel"), channel_id: id("CDG"), ...style }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: id("S"), ...style }),
  z.strictObject({ type: z.literal("team"), team_id: id("T"), ...style }),
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    ...style,
  }),
  z.strictObject({
    type: z.literal("color"),
    value: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    ...style,
  }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.int(),
    format: z.string().regex(/\{[a-z_]+\}/),
    url: linkAddress().optional(),
    fallback: string(3_000).optional(),
    ...style,
  }),
]);

const section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(inline).min(1),
});

/** A block of rich text, which stands by itself and within other blocks. */
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: string(255).optional(),
  elements: z
    .array(
      z.discriminatedUnion("type", [
        section,
        z.strictObject({
          type: z.literal("rich_text_list"),
          elements: z.array(section).min(1),
          style: z.enum(["bullet", "ordered"]),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          ...border,
        }),
        z.strictObject({
          type: z.literal("rich_text_quote"),
          elements: z.array(inline).min(1),
          ...border,
        }),
        z.strictObject({
          type: z.literal("rich_text_preformatted"),
          elements: z.array(z.discriminatedUnion("type", [textElement, linkElement])).min(1),
          language: string(50).optional(),
          ...border,
        }),
      ]),
    )
    .min(1),
});

function id(initials: string) {
  return z.string().regex(new RegExp(`^[${initials}][A-Z0-9]+$`));
}
