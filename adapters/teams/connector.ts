import type { InvokeReply, OutgoingActivity } from "./activity.ts";

/** A conversation as the Bot Framework names it. */
export interface Conversation {
  readonly serviceUrl: string;
  /** With `;messageid=` and the id of its root for a thread of a channel. */
  readonly id: string;
  readonly tenant?: string | undefined;
  /** The bot's own id there, `28:` and the id of the app. */
  readonly bot: string;
}

/** Writes into conversations. Everything throws {@link SendError}. */
export interface Connector {
  /** Sends an activity, below another one where that is given. Gives its id. */
  send(
    conversation: Conversation,
    activity: OutgoingActivity,
    replyTo?: string,
  ): Promise<string | undefined>;
  update(conversation: Conversation, id: string, activity: OutgoingActivity): Promise<void>;
  remove(conversation: Conversation, id: string): Promise<void>;
}

/** What is answered to the request that brought an activity. */
export interface ReceiveResult {
  readonly status: number;
  readonly body?: object;
}

/** The Bot Framework: knows whose requests are Microsoft's, and writes. */
export interface BotFramework extends Connector {
  /**
   * Verifies a request and hands its activity over. Resolves with what is to be answered: 200 when it was taken over, 400
   * for what is no activity, 401 and 403 for who may not, 500 when `handle` rejects. Logs no text, name or token.
   */
  receive(
    authorization: string | undefined,
    body: unknown,
    handle: (activity: unknown) => Promise<InvokeReply | undefined>,
  ): Promise<ReceiveResult>;
  /** Asks Microsoft for a token, as each message does. Rejects with an error that says why there is none. */
  checkIdentity(): Promise<void>;
}
