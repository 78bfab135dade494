import * as z from "zod";

// What Teams documents, read apart from what the adapter believes: each side has its own numbers.

/** UTF-16, the whole message: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const recommendedBytes = 80 * 1024;
const maxBytes = 100 * 1024;
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
const maxCitations = 20;
const messageEntity = "https://schema.org/Message";
/** The newest that Teams shows: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
const cardVersion = /^1\.[0-5]$/;
/** Beside those in the menu: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#adaptive-cards-overflow-menu */
const maxSeenActions = 6;

/** Why a call is refused. */
export class ConnectorRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "ConnectorRefusal";
    this.status = status;
    this.code = code;
  }
}

/** An activity as it came, and what Teams shows otherwise than it was meant. */
export interface ReadActivity {
  readonly activity: SentActivity;
  readonly doubts: readonly string[];
}

/** What is sent. */
export type SentActivity = z.infer<typeof activitySchema>;

/** Reads the body of a call. @throws ConnectorRefusal */
export function readActivity(body: string): ReadActivity {
  const bytes = body.length * 2;
  if (bytes > maxBytes)
    throw new ConnectorRefusal(413, "MessageSizeTooBig", "Message size too large.");
  const read = activitySchema.safeParse(parsed(body));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`);
    throw new ConnectorRefusal(400, "BadSyntax", faults.join("; "));
  }
  const doubts = bytes > recommendedBytes ? [`${bytes} bytes of message`] : [];
  return { activity: read.data, doubts };
}

/** The messages that Teams makes of one: a card never shares one with a text or another card. */
export function splitOf({ text = "", attachments = [] }: SentActivity): number {
  return (text === "" ? 0 : 1) + attachments.length;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const url = z.url({ protocol: /^https?$/ });

const claim = z.strictObject({
  "@type": z.literal("Claim"),
  position: z.int().min(1),
  appearance: z.strictObject({
    "@type": z.literal("DigitalDocument"),
    name: z.string().min(1).max(80),
    url: url.optional(),
    abstract: z.string().min(1).max(160),
    text: z.string().optional(),
    keywords: z.array(z.string().min(1).max(28)).max(3).optional(),
    encodingFormat: z.literal("application/vnd.microsoft.card.adaptive").optional(),
    image: z.strictObject({ "@type": z.literal("ImageObject"), name: z.string() }).optional(),
    usageInfo: z.looseObject({}).optional(),
  }),
});

const messageInfo = z.strictObject({
  type: z.literal(messageEntity),
  "@type": z.literal("Message"),
  "@context": z.literal("https://schema.org"),
  "@id": z.literal("").optional(),
  additionalType: z.array(z.literal("AIGeneratedContent")).min(1).optional(),
  citation: z.array(claim).max(maxCitations).optional(),
  usageInfo: z.looseObject({}).optional(),
});

const mention = z.looseObject({
  type: z.literal("mention"),
  text: z.string().min(1),
  mentioned: z.looseObject({ id: z.string().min(1) }),
});

const entity = z.union([messageInfo, mention]);

const card = z.strictObject({
  type: z.literal("AdaptiveCard"),
  $schema: z.string().optional(),
  version: z.string().regex(cardVersion),
  fallbackText: z.string().optional(),
  speak: z.string().optional(),
  lang: z.string().optional(),
  body: z.array(z.looseObject({ type: z.string().min(1) })).optional(),
  actions: z
    .array(z.looseObject({ type: z.string().regex(/^Action\./) }))
    .refine(
      (actions) => actions.filter(({ mode }) => mode !== "secondary").length <= maxSeenActions,
    )
    .optional(),
  selectAction: z.looseObject({}).optional(),
  refresh: z.looseObject({}).optional(),
  msteams: z.looseObject({}).optional(),
});

const attachment = z.strictObject({
  contentType: z.literal("application/vnd.microsoft.card.adaptive"),
  content: card,
  name: z.string().optional(),
});

const channelData = z.looseObject({
  feedbackLoop: z.strictObject({ type: z.enum(["default", "custom"]) }).optional(),
  notification: z.looseObject({}).optional(),
});

const activitySchema = z
  .strictObject({
    type: z.enum(["message", "typing"]),
    id: z.string().optional(),
    text: z.string().optional(),
    textFormat: z.enum(["markdown", "plain", "xml"]).optional(),
    summary: z.string().optional(),
    speak: z.string().optional(),
    locale: z.string().optional(),
    inputHint: z.string().optional(),
    from: z.looseObject({ id: z.string().regex(/^28:/) }).optional(),
    recipient: z.looseObject({ id: z.string() }).optional(),
    conversation: z.looseObject({ id: z.string() }).optional(),
    channelId: z.literal("msteams").optional(),
    serviceUrl: z.string().optional(),
    replyToId: z.string().optional(),
    attachmentLayout: z.enum(["list", "carousel"]).optional(),
    attachments: z.array(attachment).optional(),
    entities: z.array(entity).optional(),
    channelData: channelData.optional(),
  })
  .check(({ value, issues }) => {
    for (const [path, message] of faultsIn(value))
      issues.push({ code: "custom", message, path: [path], input: value });
  });

/** What only the whole activity shows. */
function* faultsIn(activity: z.infer<typeof activitySchema>): Generator<[string, string]> {
  const { type, text = "", attachments = [], entities = [] } = activity;
  if (type === "typing") {
    if (text !== "" || attachments.length > 0 || entities.length > 0)
      yield ["type", "typing says nothing; streaming is not for us"];
    return;
  }
  if (text.trim() === "" && attachments.length === 0) yield ["text", "nothing is said"];
  const roots = entities.filter((one) => one.type === messageEntity);
  if (roots.length > 1) yield ["entities", "Multiple root message entities found"];
  const positions = roots.flatMap(({ citation = [] }) => citation.map(({ position }) => position));
  if (new Set(positions).size < positions.length) yield ["entities", "a position comes twice"];
  for (const position of positions)
    if (!text.includes(`[${position}]`)) yield ["entities", `[${position}] is not in the text`];
  for (const one of entities)
    if (one.type === "mention" && !text.includes(one.text))
      yield ["entities", `${one.text} is not in the text`];
}
