import * as z from "zod";
import {
  hasOneSource,
  isAmong,
  optionsFault,
  parts,
  pictureSource,
  plainText,
  string,
  webAddress,
} from "./block-kit-objects.ts";
import { richText } from "./block-kit-rich-text.ts";

// One schema for each page below https://docs.slack.dev/reference/block-kit/block-elements
const { action, confirmable, dispatching, focus, option, optionGroup, placeholder } = parts;
const { formattedOption, overflowOption } = parts;
const userId = z.string().regex(/^[UW][A-Z0-9]+$/);
const channelId = z.string().regex(/^[CDG][A-Z0-9]+$/);

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal("button"),
  ...confirmable,
  text: plainText(75),
  value: string(2_000).optional(),
  url: webAddress(3_000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: string(75).optional(),
});

const workflowButton = z.strictObject({
  type: z.literal("workflow_button"),
  ...confirmable,
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: webAddress(),
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.unknown() }))
        .optional(),
    }),
  }),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: string(75).optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export const picture = z
  .strictObject({ type: z.literal("image"), alt_text: string(2_000), ...pictureSource })
  .refine(hasOneSource, { error: "expected either image_url or slack_file" });

const overflow = z
  .strictObject({
    type: z.literal("overflow"),
    ...confirmable,
    options: z.array(overflowOption).min(1).max(5),
  })
  .superRefine(({ options }, context) => report(context, optionsFault(options)));

const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...confirmable,
    ...focus,
    options: z.array(formattedOption).min(1).max(10),
    initial_options: z.array(formattedOption).min(1).optional(),
  })
  .superRefine(checkChoice);

const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...confirmable,
    ...focus,
    options: z.array(formattedOption).min(1).max(10),
    initial_option: formattedOption.optional(),
  })
  .superRefine(checkChoice);

const menu = { ...confirmable, ...focus, ...placeholder };
const several = { max_selected_items: z.int().min(1).optional() };
const listed = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
const filter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, { error: "expected at least one condition" });

const selects = [
  z
    .strictObject({
      type: z.literal("static_select"),
      ...menu,
      ...listed,
      initial_option: option.optional(),
    })
    .superRefine(checkChoice),
  z
    .strictObject({
      type: z.literal("multi_static_select"),
      ...menu,
      ...several,
      ...listed,
      initial_options: z.array(option).min(1).optional(),
    })
    .superRefine(checkChoice),
  z.strictObject({
    type: z.literal("external_select"),
    ...menu,
    initial_option: option.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_external_select"),
    ...menu,
    ...several,
    initial_options: z.array(option).min(1).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal("users_select"), ...menu, initial_user: userId.optional() }),
  z.strictObject({
    type: z.literal("multi_users_select"),
    ...menu,
    ...several,
    initial_users: z.array(userId).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...menu,
    initial_conversation: channelId.optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: filter.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...menu,
    ...several,
    initial_conversations: z.array(channelId).min(1).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: filter.optional(),
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...menu,
    initial_channel: channelId.optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("multi_channels_select"),
    ...menu,
    ...several,
    initial_channels: z.array(channelId).min(1).optional(),
  }),
] as const;

const pickers = [
  z.strictObject({
    type: z.literal("datepicker"),
    ...menu,
    initial_date: z.iso.date().optional(),
  }),
  z.strictObject({
    type: z.literal("timepicker"),
    ...menu,
    initial_time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: string(100).optional(),
  }),
] as const;
const dateTimePicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...confirmable,
  ...focus,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const field = { ...action, ...dispatching, ...focus, ...placeholder };
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...field,
    initial_value: string(3_000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
  })
  .refine(({ min_length: min = 0, max_length: max = 3_000 }) => min <= max, {
    error: "min_length is more than max_length",
  })
  .refine(({ initial_value: initial = "", max_length: max = 3_000 }) => initial.length <= max, {
    error: "initial_value is longer than max_length",
  });
const numberInput = z
  .strictObject({
    type: z.literal("number_input"),
    ...field,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .refine(({ min_value: min, max_value: max }) => !(Number(min) > Number(max)), {
    error: "min_value is more than max_value",
  })
  .refine(
    ({ is_decimal_allowed: decimals, initial_value: initial, min_value: min, max_value: max }) =>
      decimals || ![initial, min, max].some((number) => number?.includes(".")),
    { error: "a decimal number where decimals are not allowed" },
  );
const richTextInput = z.strictObject({
  type: z.literal("rich_text_input"),
  ...field,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});
const fileInput = z.strictObject({
  type: z.literal("file_input"),
  ...action,
  filetypes: z.array(string(20)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});
const typedInputs = [
  z.strictObject({
    type: z.literal("email_text_input"),
    ...field,
    initial_value: z.email().optional(),
  }),
  z.strictObject({
    type: z.literal("url_text_input"),
    ...field,
    initial_value: webAddress().optional(),
  }),
] as const;

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: string(2_000),
  accessibility_label: string(75).optional(),
});
const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  ...action,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
const iconButton = z.strictObject({
  type: z.literal("icon_button"),
  ...confirmable,
  // The only icon that the page names.
  icon: z.literal("trash"),
  text: plainText(75),
  value: string(2_000).optional(),
  accessibility_label: string(75).optional(),
  visible_to_user_ids: z.array(userId).min(1).optional(),
});

const choices = [checkboxes, radioButtons, ...selects, ...pickers] as const;

/** What may stand at the right of a section. */
export const accessory = z.discriminatedUnion("type", [
  button,
  workflowButton,
  picture,
  overflow,
  ...choices,
]);

/** What may stand in an actions block. */
export const actionsElement = z.discriminatedUnion("type", [
  button,
  workflowButton,
  overflow,
  dateTimePicker,
  richTextInput,
  ...choices,
]);

/** What may stand in an input block. */
export const inputElement = z.discriminatedUnion("type", [
  plainTextInput,
  numberInput,
  richTextInput,
  fileInput,
  dateTimePicker,
  ...typedInputs,
  ...choices,
]);

/** What may stand in a context actions block. */
export const contextActionsElement = z.discriminatedUnion("type", [feedbackButtons, iconButton]);

interface Choice {
  readonly options?: readonly { readonly value: string }[] | undefined;
  readonly option_groups?:
    | readonly { readonly options: readonly { readonly value: string }[] }[]
    | undefined;
  readonly initial_option?: unknown;
  readonly initial_options?: readonly unknown[] | undefined;
}

function checkChoice(choice: Choice, context: z.RefinementCtx): void {
  if ((choice.options === undefined) === (choice.option_groups === undefined))
    report(context, "expected either options or option_groups");
  const groups = choice.option_groups ?? [];
  const options = choice.options ?? groups.flatMap((group) => group.options);
  report(context, optionsFault(options));
  const chosen = [choice.initial_option ?? [], choice.initial_options ?? []].flat();
  if (!chosen.every((one) => isAmong(one, options)))
    report(context, "what is chosen at first is none of the options");
}

function report(context: z.RefinementCtx, message: string | undefined): void {
  if (message !== undefined) context.addIssue({ code: "custom", message });
}
