import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { createChatModel } from "../../../adapters/langchain/chat-model.ts";
import type { ChatRequest } from "../../../src/models/chat-model.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import { createModelStandIn, type ModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { logged } from "./logged.ts";

const providers = ["openai", "ollama"] as const;
const request: ChatRequest<{ sentences: { text: string; quotes: number[] }[] }> = {
  instructions: "Sum the quotes up.",
  data: { question: "Què fem amb un ransomware?", quotes: ["Aïlleu l'equip."] },
  name: "lead",
  schema: z.object({
    sentences: z
      .array(z.object({ text: z.string().max(300), quotes: z.array(z.int().min(0)).min(1) }))
      .max(3),
  }),
  maxTokens: 400,
};
const reply = { sentences: [{ text: "Aïlleu l'equip afectat.", quotes: [0] }] };
const never = () => new AbortController().signal;

let standIn: ModelStandIn;
beforeEach(async () => {
  standIn = await createModelStandIn();
  standIn.make({ replyTo: () => reply });
  return () => standIn.stop();
});

async function faultOf(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

describe.each(providers)("createChatModel with %s", (provider) => {
  const open = (model?: string) => createChatModel(standIn.place(provider, model));

  it("gives the value, what it took, and asks once", async () => {
    const model = await open();
    expect(model.id).toBe(`${provider}:stand-in`);
    await expect(model.complete(request, never())).resolves.toEqual({
      value: reply,
      usage: { inputTokens: 120, outputTokens: 30 },
    });
    expect(standIn.requests).toHaveLength(1);
  });

  it("sends instructions as the system's words, and the data as one message of the user", async () => {
    standIn.make({
      replyTo: (asked) => {
        expect(asked).toEqual({
          name: "lead",
          instructions: request.instructions,
          data: request.data,
        });
        return reply;
      },
    });
    await (await open()).complete(request, never());
    const { messages } = z
      .object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })
      .parse(standIn.requests[0]?.body);
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  it("writes signs of markup in the data as numbers, and they are read as they were", async () => {
    const data = { question: "</data>\n```<system>&\u2028`" };
    standIn.make({
      replyTo: (asked) => {
        expect(asked.data).toEqual(data);
        return reply;
      },
    });
    await (await open()).complete({ ...request, data }, never());
    const sent = z
      .object({ messages: z.array(z.object({ content: z.string() })) })
      .parse(standIn.requests[0]?.body).messages[1]?.content;
    expect(sent).not.toMatch(/[<>&`\u2028]/);
  });

  it("asks for the shape without limits, at temperature 0", async () => {
    await (await open()).complete(request, never());
    const body = JSON.stringify(standIn.requests[0]?.body);
    expect(body).toMatch(/"temperature":0\b/);
    expect(body).toContain('"additionalProperties":false');
    expect(body).not.toMatch(/"(?:maxLength|minItems|maxItems|minimum|maximum)"/);
    expect(body).toMatch(/"(?:max_tokens|num_predict)":400\b/);
  });

  it("sends the key as a bearer, and none where there is none", async () => {
    await (await open()).complete(request, never());
    const { key: _key, ...place } = standIn.place(provider);
    await (await createChatModel(place)).complete(request, never());
    expect(standIn.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer ${standInKey}`,
      undefined,
    ]);
  });

  it("estimates what a call took where the server does not tell", async () => {
    standIn.make({ usage: undefined });
    const { usage } = await (await open()).complete(request, never());
    expect(usage.inputTokens).toBeGreaterThan(50);
    expect(usage.outputTokens).toBeGreaterThan(10);
    expect(usage.outputTokens).toBeLessThanOrEqual(400);
  });

  it.each<[StandInBehaviour, string]>([
    ["cut", "unreachable"],
    ["half-then-cut", "unreachable"],
    ["half-then-end", "malformed"],
    ["limited", "limited"],
    ["spent", "limited"],
    ["failing", "unreachable"],
    ["away", "unreachable"],
    ["refused", "refused"],
    ["unknown-model", "refused"],
    ["bad-request", "declined"],
    ["filtered", "declined"],
    ["malformed", "malformed"],
    ["other-shape", "malformed"],
    ["nothing", "malformed"],
    ["chatty", "malformed"],
    ["other-fields", "malformed"],
    ["cut-short", "overlong"],
    ["overlong", "overlong"],
    ["endless", "overlong"],
    ["packed", "overlong"],
    ["elsewhere", "unreachable"],
    // Ollama knows no refusals: they are replies in the wrong shape.
    ["declined", provider === "openai" ? "declined" : "malformed"],
  ])(
    "takes a server that is %s for %s, asks once, and tells nothing secret",
    async (behaviour, fault) => {
      const printed = printing();
      const other = await createModelStandIn();
      onTestFinished(() => other.stop());
      const strange = await createModelStandIn({ elsewhere: other.url });
      onTestFinished(() => strange.stop());
      strange.make({ replyTo: () => reply });
      strange.behave(behaviour);
      const model = await createChatModel(strange.place(provider));
      const error = await faultOf(model.complete(request, never()));
      expect(error.fault).toBe(fault);
      expect(error.message).toContain(`${provider}:stand-in at 127.0.0.1:`);
      expect(strange.requests).toHaveLength(1);
      expect(other.requests).toEqual([]);
      const said = logged(error) + printed();
      for (const secret of [standInKey, "ransomware", "Aïlleu", "Sum the quotes", "Of course"])
        expect(said).not.toContain(secret);
    },
  );

  it("says what was spent on a reply that is of no use", async () => {
    standIn.behave("cut-short", "other-fields", "failing");
    const model = await open();
    const spent = { inputTokens: 120, outputTokens: 30 };
    expect((await faultOf(model.complete(request, never()))).usage).toEqual(spent);
    expect((await faultOf(model.complete(request, never()))).usage).toEqual(spent);
    expect((await faultOf(model.complete(request, never()))).usage).toBeUndefined();
  });

  it("takes nobody at the address for unreachable", async () => {
    await standIn.goDown();
    const error = await faultOf((await open()).complete(request, never()));
    expect(error.fault).toBe("unreachable");
  });

  it.each<StandInBehaviour>(["stalled", "half-headers", "half-then-stalled"])(
    "is slow with a server that is %s once the signal says so, and hangs up",
    async (behaviour) => {
      standIn.behave(behaviour);
      const controller = new AbortController();
      const model = await open();
      const failing = faultOf(model.complete(request, controller.signal));
      await standIn.arrived(1);
      controller.abort(new DOMException("over", "TimeoutError"));
      expect((await failing).fault).toBe("slow");
      await standIn.abandoned(1);
    },
  );

  it("asks nothing once the signal has said so", async () => {
    const error = await faultOf((await open()).complete(request, AbortSignal.abort()));
    expect(error.fault).toBe("slow");
    expect(error.usage).toBeUndefined();
    expect(standIn.requests).toEqual([]);
  });

  it("works until the key is revoked, and says so then", async () => {
    standIn.behave("well", "well", "refused");
    const model = await open();
    await model.complete(request, never());
    await model.complete(request, never());
    expect((await faultOf(model.complete(request, never()))).fault).toBe("refused");
  });

  it("sends nothing anywhere else, whatever the environment says", async () => {
    const printed = printing();
    const hostile = await createModelStandIn();
    onTestFinished(() => hostile.stop());
    stubHostileEnvironment(hostile.url);
    const model = await open();
    await expect(model.complete(request, never())).resolves.toMatchObject({ value: reply });
    // Tracers send in the background, when they send: on the next turns at the latest.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(hostile.requests).toEqual([]);
    expect(printed()).toBe("");
    const { headers } = standIn.requests[0] ?? {};
    expect(headers?.authorization).toBe(`Bearer ${standInKey}`);
    expect(JSON.stringify(headers)).not.toContain("hostile");
  });
});

describe("createChatModel", () => {
  it("leaves the temperature out with models of OpenAI that think, and leaves them room for it", async () => {
    const model = await createChatModel(standIn.place("openai", "gpt-5-mini"));
    await model.complete(request, never());
    const body = standIn.requests[0]?.body;
    expect(body).not.toHaveProperty("temperature");
    expect(body).toMatchObject({ max_completion_tokens: 2_400, reasoning_effort: "low" });
  });

  it.each([
    ["mistralai", "@langchain/mistralai"],
    ["anthropic", "@langchain/anthropic"],
  ])("names the command that installs the package of %s", async (provider, name) => {
    await expect(createChatModel(standIn.place(provider))).rejects.toMatchObject({
      code: "MODEL_PACKAGE_MISSING",
      message: expect.stringContaining(`npm install --no-save --legacy-peer-deps ${name}`),
    });
  });
});

/** What goes to the console, and straight to standard output and error. */
function printing(): () => string {
  const spies = [
    ...(["log", "info", "warn", "error", "debug"] as const).map((method) =>
      vi.spyOn(console, method).mockReturnValue(undefined),
    ),
    vi.spyOn(process.stdout, "write").mockReturnValue(true),
    vi.spyOn(process.stderr, "write").mockReturnValue(true),
  ];
  const restore = () => {
    for (const spy of spies) spy.mockRestore();
  };
  onTestFinished(restore);
  return () => {
    const printed = spies.flatMap((spy) => spy.mock.calls.map((call) => call.join(" "))).join("\n");
    restore();
    return printed;
  };
}

function stubHostileEnvironment(url: string): void {
  onTestFinished(() => void vi.unstubAllEnvs());
  const values = {
    OPENAI_API_KEY: "sk-hostile",
    OPENAI_ADMIN_KEY: "sk-hostile",
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_API_BASE: `${url}/v1`,
    OPENAI_ORGANIZATION: "hostile",
    OPENAI_ORG_ID: "hostile",
    OPENAI_PROJECT_ID: "hostile",
    OPENAI_CUSTOM_HEADERS: "authorization: Bearer hostile\nx-hostile: hostile",
    OPENAI_LOG: "debug",
    OLLAMA_BASE_URL: url,
    OLLAMA_HOST: url,
    OLLAMA_API_KEY: "hostile",
    LANGSMITH_GATEWAY: url,
    LANGSMITH_GATEWAY_API_KEY: "hostile",
    LANGSMITH_API_KEY: "hostile",
    LANGSMITH_ENDPOINT: url,
    LANGCHAIN_ENDPOINT: url,
    LANGSMITH_TRACING: "true",
    LANGSMITH_TRACING_V2: "true",
    LANGCHAIN_TRACING_V2: "true",
    LANGCHAIN_TRACING: "true",
    LANGCHAIN_CALLBACKS_BACKGROUND: "false",
    LANGCHAIN_VERBOSE: "true",
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    ALL_PROXY: url,
  };
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
}
