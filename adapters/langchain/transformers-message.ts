import * as z from "zod";
import type { ModelFault } from "../../src/models/model-error.ts";

/** A model that runs beside this process, and how. */
export const modelSourceSchema = z.object({
  /** Name of the package that runs it. */
  packageName: z.string(),
  /** `provider:model`, for messages. */
  id: z.string(),
  /** Absolute folder, or a name on the Hugging Face hub. */
  model: z.string(),
  isFolder: z.boolean(),
  /** Absolute folder where models of the hub are kept. */
  modelsDirectory: z.string(),
  /** Base address of the hub, with a slash at its end. */
  hubUrl: z.url(),
  task: z.enum(["embedding", "reranker"]),
  /** Which of the text's tokens make its vector: the mean of all, or the first. */
  pooling: z.enum(["mean", "first"]),
  /** Tokens of a text at most, the model's own limit apart. */
  maxTokens: z.number().int().positive(),
});
export type ModelSource = z.infer<typeof modelSourceSchema>;

/** What the model's process is told: which model it runs, then texts; a reranker gets the question with them. */
export const orderSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), source: modelSourceSchema }),
  z.object({
    kind: z.literal("run"),
    texts: z.array(z.string()).min(1),
    question: z.string().optional(),
  }),
]);
export type Order = z.infer<typeof orderSchema>;

const faults = [
  "unreachable",
  "slow",
  "limited",
  "refused",
  "malformed",
  "overlong",
  "declined",
] as const satisfies readonly ModelFault[];

/** What the model's process replies: one reply an order. */
export const replySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** The package is not installed, or is and does not load here. */
  z.object({ kind: z.literal("absent"), isInstalled: z.boolean(), detail: z.string() }),
  /** One row a text: its vector, or its score alone. */
  z.object({ kind: z.literal("done"), rows: z.array(z.instanceof(Float32Array)) }),
  /** `detail` is the package's own message, where no text can be in it. */
  z.object({
    kind: z.literal("failed"),
    /** Whether the model is in memory, and the next run may go better. */
    isLoaded: z.boolean(),
    fault: z.enum(faults),
    message: z.string(),
    detail: z.string().optional(),
  }),
]);
export type Reply = z.infer<typeof replySchema>;
