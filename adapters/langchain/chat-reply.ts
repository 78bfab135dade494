import * as z from "zod";
import type { Usage } from "../../src/models/chat-model.ts";
import type { ModelFault } from "../../src/models/model-error.ts";
import { parseJson } from "../../src/parse-json.ts";

/** How a reply of a chat model ended. */
export interface ReplyEnd {
  /** What is wrong with it, where that shows without looking at what it says. */
  readonly fault?: ModelFault;
  /** As the provider tells it; absent where it tells none, or nonsense. */
  readonly usage?: Usage;
}

const tokens = z.int().nonnegative().optional().catch(undefined);
const word = z.string().nullish().catch(undefined);
/** What ends of replies look like with each protocol. Everything else in a reply is for the package to read. */
const endSchema = z.looseObject({
  // OpenAI's and Mistral's.
  choices: z
    .array(
      z.looseObject({
        finish_reason: word,
        message: z.looseObject({ refusal: word }).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
  usage: z
    .looseObject({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      input_tokens: tokens,
      output_tokens: tokens,
    })
    .nullish()
    .catch(undefined),
  // Anthropic's.
  stop_reason: word,
  // Ollama's.
  done: z.boolean().optional().catch(undefined),
  done_reason: word,
  prompt_eval_count: tokens,
  eval_count: tokens,
});
type End = z.infer<typeof endSchema>;

const faultsByReason: Record<string, ModelFault> = {
  length: "overlong",
  max_tokens: "overlong",
  model_length: "overlong",
  content_filter: "declined",
  refusal: "declined",
};

/** How a reply ended, read off what came over HTTP: packages of providers leave part of it out. */
export function readReplyEnd(text: string, isStream: boolean): ReplyEnd {
  const values = isStream ? text.split("\n").filter((line) => line !== "") : [text];
  const parsed = values.map(parseJson);
  const end = endSchema.safeParse(parsed.at(-1));
  if (!end.success || parsed.includes(undefined)) return { fault: "malformed" };
  // The connection closed in good order, and the model had not ended.
  if (isStream && end.data.done !== true) return { fault: "malformed" };
  const fault = faultOf(end.data);
  const usage = usageOf(end.data);
  return { ...(fault && { fault }), ...(usage && { usage }) };
}

function faultOf({ choices, stop_reason, done_reason }: End): ModelFault | undefined {
  const [choice] = choices ?? [];
  if (choice?.message?.refusal) return "declined";
  const reason = choice?.finish_reason ?? stop_reason ?? done_reason;
  return reason ? faultsByReason[reason] : undefined;
}

function usageOf({ usage, prompt_eval_count, eval_count }: End): Usage | undefined {
  const inputTokens = usage?.prompt_tokens ?? usage?.input_tokens ?? prompt_eval_count;
  const outputTokens = usage?.completion_tokens ?? usage?.output_tokens ?? eval_count;
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  return { inputTokens, outputTokens };
}
