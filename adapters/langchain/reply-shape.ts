import * as z from "zod";

/**
 * Limits that providers do not all take, or turn into grammars without end: what a reply says is checked against them when it
 * is there. https://platform.openai.com/docs/guides/structured-outputs
 */
const limits: readonly string[] = [
  "$schema",
  "default",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "maxItems",
  "maxLength",
  "maximum",
  "minItems",
  "minLength",
  "minimum",
  "multipleOf",
  "pattern",
  "uniqueItems",
];

/** The shape of a reply as JSON Schema that every provider takes: strict, and without limits. */
export function replyShape(name: string, schema: z.ZodType): Record<string, unknown> {
  return { title: name, ...shapeOf(z.toJSONSchema(schema) as Record<string, unknown>) };
}

function shapeOf(schema: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(schema).filter(([key]) => !limits.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "properties" || key === "$defs") return [key, each(value)];
      // Of the two OpenAI takes this one alone.
      return [key === "oneOf" ? "anyOf" : key, within(value)];
    }),
  );
}

/** Names of fields are no keywords. */
function each(value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([name, one]) => [name, within(one)]),
  );
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return typeof value === "object" && value !== null
    ? shapeOf(value as Record<string, unknown>)
    : value;
}
