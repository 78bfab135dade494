/** What Teams accepts, and what we allow ourselves where it names no limit. Lengths are in UTF-16 units. */

/** A message with all that comes with it, in bytes of UTF-16: 100 KB, below 80 to be safe. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
export const maxMessageBytes = 80_000;
/** Of these, what the connector adds: who writes, to whom, where. Ours. */
export const envelopeBytes = 4_000;

/** Sources of one message; one more and it is refused: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content#citations */
export const maxClaims = 20;
/** Title of a source. Same page. */
export const maxClaimNameChars = 80;
/** What a source says. Same page. */
export const maxClaimAbstractChars = 160;
/** Keywords of a source, and each of them. Same page. */
export const maxKeywords = 3;
export const maxKeywordChars = 28;

/** Buttons of a card that are seen; the others are in a menu: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#adaptive-cards-overflow-menu */
export const maxSeenActions = 6;
/** Text of a button: Teams cuts on one line what is longer. Ours, for a phone. */
export const maxActionChars = 30;
/** Choices of one part of a sheet, fields of a form and options of a field. Ours: more are not read on a phone. */
export const maxChoices = 24;
export const maxFields = 20;
export const maxOptions = 60;
/** What a button carries: six of them leave room for the answer. Ours. */
export const maxAskChars = 2_000;
/** What a person is seen to say who presses a button, and what the question is without the rest of it. Ours. */
export const maxSaidChars = 300;
/** An address; no client refuses shorter ones. Ours. */
export const maxUrlChars = 2_048;
/** What a notification says. Ours. */
export const maxSummaryChars = 200;
