/** What the program writes into a conversation of Teams. */
export interface OutgoingActivity {
  readonly type: "message" | "typing";
  /** Markdown as Teams reads it. Stands alone where cards are not shown. */
  readonly text?: string;
  readonly textFormat?: "markdown";
  /** What a notification says. */
  readonly summary?: string;
  readonly attachments?: readonly CardAttachment[];
  readonly entities?: readonly object[];
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** A card as an attachment of a message, or as what a message extension inserts. */
export interface CardAttachment {
  readonly contentType: "application/vnd.microsoft.card.adaptive";
  readonly content: AdaptiveCard;
  /** How it looks in a list of results: a thumbnail card. */
  readonly preview?: { readonly contentType: string; readonly content: object };
}

/** An Adaptive Card: https://adaptivecards.io/explorer/ */
export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  /** The newest that Teams shows in messages; below links it is 1.3. */
  readonly version: "1.3" | "1.5";
  /** What is shown where the card cannot be. */
  readonly fallbackText: string;
  /** What a screen reader says first. */
  readonly speak?: string;
  readonly body: readonly object[];
  readonly actions?: readonly object[];
  /** Settings that only Teams knows. */
  readonly msteams?: Readonly<Record<string, unknown>>;
}

/** The answer to an invoke, within its request. */
export interface InvokeReply {
  readonly status: number;
  readonly body?: object;
}
