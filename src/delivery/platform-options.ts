import type { Logger } from "pino";
import type { Assistant } from "../answer/assistant.ts";
import type { InstallationStore, MessageStore } from "../ports.ts";
import type { Reception } from "../reception/reception.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Patience } from "./delivery.ts";

/** What every chat platform is given, beside its own settings. */
export interface PlatformOptions {
  readonly reception: Reception;
  /** For who looks items up: answers are the reception's. */
  readonly assistant: Assistant;
  readonly index: () => SearchIndex;
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  readonly messages: MessageStore;
  /** Workspaces that installed the assistant, or conversations in which it is. */
  readonly installations: InstallationStore;
  readonly log: Logger;
  /** Counts what people think of answers of a kind and an intent. */
  readonly onFeedback?: (isPositive: boolean, about: string) => void;
  readonly patience?: Partial<Patience>;
  /** Milliseconds that the platform is given to take a call. Default 10,000. */
  readonly callTimeoutMs?: number;
}
