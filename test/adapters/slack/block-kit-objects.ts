import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { faultsInMrkdwn } from "./block-kit-mrkdwn.ts";

/** A string that Slack takes: it refuses empty ones nearly everywhere, so that here it is everywhere. */
export function string(max: number) {
  return z.string().min(1).max(max);
}

/** An absolute address of the web. */
export function webAddress(max = 3_000) {
  return address(["http:", "https:"], max);
}

/** An address of a link in rich text, where mail addresses are links too. */
export function linkAddress() {
  return address(["http:", "https:", "mailto:"], 3_000);
}

function address(protocols: readonly string[], max: number) {
  return string(max).refine(
    (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && !/\s/.test(text),
    { error: `expected an absolute address (${protocols.join(" ")})` },
  );
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: string(max),
    emoji: z.boolean().optional(),
  });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal("mrkdwn"),
    text: string(max).superRefine((text, context) => {
      for (const message of faultsInMrkdwn(text)) context.addIssue({ code: "custom", message });
    }),
    verbatim: z.boolean().optional(),
  });
}

/** Either kind of text. */
export function text(max: number) {
  return z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plainText(100),
  text: text(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(["primary", "danger"]).optional(),
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
const option = z.strictObject({
  text: plainText(75),
  value: string(150),
  description: plainText(75).optional(),
});
/** In radio buttons and checkboxes the texts may be formatted. */
const formattedOption = z.strictObject({
  text: text(75),
  value: string(150),
  description: text(75).optional(),
});
const overflowOption = option.extend({ url: webAddress().optional() });
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(option).min(1).max(100),
});

const placeholder = { placeholder: plainText(150).optional() };
const focus = { focus_on_load: z.boolean().optional() };
const action = { action_id: string(255).optional() };
const confirmable = { ...action, confirm: confirm.optional() };
/** https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
const dispatching = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
};

/** Parts that elements have in common. */
export const parts = {
  action,
  confirmable,
  dispatching,
  focus,
  formattedOption,
  option,
  optionGroup,
  overflowOption,
  placeholder,
} as const;

/** What a list of options must be besides well-formed. */
export function optionsFault(options: readonly { readonly value: string }[]): string | undefined {
  const values = options.map(({ value }) => value);
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  return twice === undefined ? undefined : `two options have the value ${JSON.stringify(twice)}`;
}

/** Whether what is chosen at first is among the options, equal in all its parts: else Slack refuses the block. */
export function isAmong(chosen: unknown, options: readonly unknown[]): boolean {
  return options.some((option) => isDeepStrictEqual(option, chosen));
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const slackFile = z.union([
  z.strictObject({ id: z.string().regex(/^F[A-Z0-9]+$/) }),
  z.strictObject({ url: webAddress() }),
]);

/** Where a picture comes from: exactly one of both. */
export const pictureSource = {
  image_url: webAddress().optional(),
  slack_file: slackFile.optional(),
} as const;

/** Whether a picture has exactly one source. */
export function hasOneSource(picture: {
  image_url?: string | undefined;
  slack_file?: unknown;
}): boolean {
  return (picture.image_url === undefined) !== (picture.slack_file === undefined);
}
