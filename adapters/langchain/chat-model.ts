import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import * as z from "zod";
import type { ChatModel, ChatRequest, Usage } from "../../src/models/chat-model.ts";
import { ModelError } from "../../src/models/model-error.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import { withAddress } from "./addresses.ts";
import { asModelError, modelFault } from "./as-model-error.ts";
import { chatPackages } from "./chat-packages.ts";
import { readReplyEnd } from "./chat-reply.ts";
import { createModelFetch } from "./model-fetch.ts";
import { replyShape } from "./reply-shape.ts";
import { silence } from "./silence.ts";

/** Bytes of a reply at most. */
const maxBytes = 2_000_000;
/** Characters of a token, few rather than many: estimates stand on the safe side. */
const charsOfToken = 3;

/** What LangChain gives: the reply, and what its parser made of it. */
const outcomeSchema = z.looseObject({ parsed: z.unknown() });

/**
 * A chat model behind one of LangChain's packages, which is loaded here. Every call is one request: at temperature 0 where the
 * model takes one, never made again, seen by no tracer.
 * @throws AssistantError MODEL_PACKAGE_MISSING
 */
export async function createChatModel(place: ModelPlace): Promise<ChatModel> {
  const known = withAddress(place);
  const chatPackage = await chatPackages[place.provider]?.(known);
  if (chatPackage === undefined) throw new TypeError(`no chat model by ${place.provider}`);
  const { make, keyHeader } = chatPackage;
  const fetchFor = createModelFetch({ place: known, maxBytes, ...(keyHeader && { keyHeader }) });
  const isStream = place.provider === "ollama";

  return {
    id: modelId(place),
    async complete<Value>(request: ChatRequest<Value>, signal: AbortSignal) {
      const { name, schema, maxTokens } = request;
      const data = dataText(request.data);
      const shape = replyShape(name, schema);
      const sent = estimate(request.instructions + data + JSON.stringify(shape));
      let spent: Usage | undefined;
      let wasSent = false;
      const inspect = (text: string) => {
        const { fault, usage } = readReplyEnd(text, isStream);
        const outputTokens = Math.min(estimate(text), maxTokens);
        spent = usage ?? { inputTokens: sent, outputTokens };
        if (fault !== undefined) throw modelFault(fault, known);
      };
      try {
        signal.throwIfAborted();
        wasSent = true;
        const model = make({ fetch: fetchFor(signal, { inspect }), maxTokens });
        const outcome = await model
          .withStructuredOutput(shape, {
            name,
            includeRaw: true,
            ...(place.provider === "openai" && { strict: true }),
          })
          .invoke([new SystemMessage(request.instructions), new HumanMessage(data)], {
            // No signal: the fetch has it, and with one in here Mistral's package would ask for a stream.
            callbacks: silence(),
          });
        const value = schema.parse(outcomeSchema.parse(outcome).parsed);
        return { value, usage: spent ?? { inputTokens: sent, outputTokens: 0 } };
      } catch (error) {
        const { fault, message, cause } = asModelError(error, known, signal);
        // Whoever was slow may charge for it all the same.
        if (fault === "slow" && wasSent) spent ??= { inputTokens: sent, outputTokens: 0 };
        throw new ModelError(fault, message, { cause, usage: spent });
      }
    },
  };
}

/** JSON in which nothing can look like an end of the data, a tag or code: those signs are written as numbers. */
function dataText(data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(data).replace(
    /[<>&`\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function estimate(text: string): number {
  return Math.ceil(text.length / charsOfToken);
}
