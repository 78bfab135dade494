import { describe, expect, it } from "vitest";
import * as z from "zod";
import { replyShape } from "../../../adapters/langchain/reply-shape.ts";

describe("replyShape", () => {
  it("keeps the shape and leaves limits out, and takes no field's name for a limit", () => {
    const schema = z.object({
      format: z.enum(["a", "b"]),
      minimum: z.int().min(0).max(9),
      texts: z.array(z.string().min(1).max(80)).min(1).max(3),
      either: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("x") }),
        z.object({ kind: z.literal("y"), at: z.number().nullable() }),
      ]),
    });
    const shape = replyShape("lead", schema);
    expect(shape).toMatchObject({
      title: "lead",
      type: "object",
      additionalProperties: false,
      required: ["format", "minimum", "texts", "either"],
      properties: {
        format: { enum: ["a", "b"] },
        minimum: { type: "integer" },
        texts: { type: "array", items: { type: "string" } },
        either: { anyOf: [{ type: "object" }, { type: "object" }] },
      },
    });
    expect(JSON.stringify(shape)).not.toMatch(/oneOf|maxLength|minItems|maximum|\$schema/);
  });
});
