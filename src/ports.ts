import type { IncomingMessage, KeptMessage, Reader, Reply } from "./delivery/message.ts";
import type { Language } from "./language/language.ts";
import type { EmbeddingModel } from "./search/embedding.ts";

/** A passage near a vector. */
export interface Neighbour {
  readonly passage: number;
  /** Cosine, -1 to 1; higher is closer. */
  readonly similarity: number;
}

/** The dense side of the index, opened. */
export interface DenseIndex {
  readonly size: number;
  /** The nearest passages, closest first; as many as there are when `count` is larger. */
  search(vector: number[], count: number): Promise<Neighbour[]>;
}

/** Passage texts in the order of their numbers. */
export interface DenseSource {
  readonly count: number;
  /** Texts `from` to `to` (exclusive). */
  texts(from: number, to: number): string[];
}

/** Keeps vectors in a folder. One contract, `test/contracts/dense-store.ts`, is run by every implementation. */
export interface DenseStore {
  /** Written into the manifest: an index is only opened by the store that made it. */
  readonly kind: "hnsw" | "exact";
  build(
    directory: string,
    model: EmbeddingModel,
    source: DenseSource,
    onProgress: (done: number) => void,
  ): Promise<void>;
  /** Throws INDEX_CORRUPT when what is in the folder cannot be opened. */
  open(directory: string, model: EmbeddingModel): Promise<DenseIndex>;
}

/**
 * Keeps messages through a restart until they are answered. Every method is atomic, so that the same message may come
 * several times at once. One contract, `test/contracts/message-store.ts`, is run by every implementation.
 */
export interface MessageStore {
  /** Keeps a message that waits. False when one of its id was kept before, whatever became of it. */
  add(message: IncomingMessage, receivedAtMs: number): Promise<boolean>;
  get(id: string): Promise<KeptMessage | undefined>;
  /** Messages that wait or whose answer is to be taken back, the oldest first. */
  unfinished(): Promise<KeptMessage[]>;
  /** Whether the assistant was addressed in a conversation, by that person if one is given, and not refused. */
  takesPart(conversation: string, person?: string): Promise<boolean>;
  /** The last `count` answered questions of the message's conversation that were written before it, oldest first. */
  historyOf(message: IncomingMessage, count: number): Promise<string[]>;
  /** Remembers whether a reply may be on its way. */
  attempt(id: string, mayBeSent: boolean): Promise<void>;
  /** Remembers what was sent for that version of the question. False when it was edited or retracted meanwhile. */
  answered(id: string, sent: string, version: number): Promise<boolean>;
  /**
   * A message with another question waits again; what leans on it leans on the new text. Undefined when nothing changes,
   * when a later edit came before, or when it was retracted.
   */
  edit(message: IncomingMessage): Promise<KeptMessage | undefined>;
  /**
   * Forgets the text of a question that its author took back, and with it the questions that came with that text as their
   * history. Gives all of them; none when there is nothing to be done.
   */
  retract(id: string): Promise<KeptMessage[]>;
  /** Answered questions that were written after a message of their conversation, and without any before it, wait again. */
  reopenAfter(message: IncomingMessage): Promise<KeptMessage[]>;
  /** Nothing more is to be done: forgets all but the id. */
  close(id: string): Promise<void>;
  /** Forgets a message that waits, as if it had never come. False when it was edited or retracted meanwhile. */
  forget(id: string, version: number): Promise<boolean>;
  /** Takes a message for one process until then, again if it has it already. False while another one has it. */
  hold(id: string, holder: string, untilMs: number): Promise<boolean>;
  /** Gives back all that a process has taken. */
  letGo(holder: string): Promise<void>;
  /** Forgets messages that were received before then. */
  purge(beforeMs: number): Promise<void>;
}

/** Keeps what people told about their council and their language. */
export interface ReaderStore {
  get(person: string): Promise<Reader>;
  set(person: string, reader: Reader): Promise<void>;
}

/** Keeps what a platform gave when it was installed in a workspace: text in the platform's own notation, with a token. */
export interface InstallationStore {
  get(tenant: string): Promise<string | undefined>;
  set(tenant: string, installation: string): Promise<void>;
  remove(tenant: string): Promise<void>;
}

/** A platform's way of writing into its conversations. Everything but `working` throws {@link SendError}. */
export interface Messenger {
  /** Sends the reply and gives what stands for it from then on. */
  send(message: KeptMessage, reply: Reply): Promise<string>;
  /** What was sent for a message by a process that did not live to tell; undefined when nothing was. */
  find(message: KeptMessage): Promise<string | undefined>;
  update(sent: string, reply: Reply): Promise<void>;
  remove(sent: string): Promise<void>;
  /** Shows that an answer is being made. Never rejects. */
  working(message: KeptMessage, language: Language): Promise<void>;
}
