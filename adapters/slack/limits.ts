/**
 * What Slack accepts. One number above any of these and the whole message is refused, so that an answer is shortened
 * or split before. Lengths are in UTF-16 units, which is never less than what Slack counts.
 */

/** Blocks of one message: https://docs.slack.dev/reference/block-kit/blocks */
export const maxMessageBlocks = 50;
/** Blocks of a modal or of the App Home: https://docs.slack.dev/reference/block-kit/blocks */
export const maxViewBlocks = 100;
/** Text of all blocks of one message together. Not documented; seen at some 13,200: https://github.com/slackapi/bolt-js/issues/2509 */
export const maxMessageChars = 12_000;
/** Text beside the blocks, for notifications and screen readers: https://docs.slack.dev/reference/methods/chat.postMessage */
export const maxFallbackChars = 4_000;
/** Text of a section: https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const maxSectionChars = 3_000;
/** Text of a header: https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const maxHeaderChars = 150;
/** Elements of an actions block: https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const maxActionElements = 25;
/** Elements of a context block: https://docs.slack.dev/reference/block-kit/blocks/context-block */
export const maxContextElements = 10;
/** Text of a button, and of the label that a screen reader reads: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const maxButtonChars = 75;
/** Text of a button that is seen whole: more Slack may cut within a word. Same page. */
export const maxSeenButtonChars = 30;
/** Radio buttons of a group: https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element */
export const maxRadioButtons = 10;
/** What can be typed into a field: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const maxInputChars = 3_000;
/** Value of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const maxButtonValueChars = 2_000;
/** Address of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const maxUrlChars = 3_000;
/** Text of an option: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const maxOptionChars = 75;
/** Value of an option: same page. */
export const maxOptionValueChars = 150;
/** Options of a menu: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const maxOptions = 100;
/** Placeholder of an input or a menu: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const maxPlaceholderChars = 150;
/** Label of an input: https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const maxLabelChars = 2_000;
/** Title and buttons of a modal: https://docs.slack.dev/reference/views/modal-views */
export const maxModalTitleChars = 24;
/** Data that travels with a view: https://docs.slack.dev/reference/views/modal-views */
export const maxPrivateMetadataChars = 3_000;
/** A view as JSON, a little less than Slack takes: https://docs.slack.dev/reference/methods/views.open (`view_too_large`) */
export const maxViewChars = 200_000;
/** Suggested prompts: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
export const maxPrompts = 4;
