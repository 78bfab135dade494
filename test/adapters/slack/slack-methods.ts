import * as z from "zod";
import type { Installation, SlackState } from "./slack-state.ts";

/** Who calls. */
export interface Caller extends Installation {
  readonly token: string;
}

/** What a method says when it is done. */
export type Success = Readonly<Record<string, unknown>>;

/** One method of the Web API. */
export interface Method {
  /** The kind of token it takes. Default: a bot's. */
  readonly token: "bot" | "app" | "none";
  /** The scope a bot needs. */
  readonly scope?: string;
  read(raw: unknown): { args: Readonly<Record<string, unknown>> } | { faults: string[] };
  /** @throws Refusal */
  run(args: Readonly<Record<string, unknown>>, caller: Caller, state: SlackState): Success;
}

/** A method by its arguments and what it does. */
export function method<S extends z.ZodRawShape>(
  shape: S,
  run: (args: z.output<z.ZodObject<S>>, caller: Caller, state: SlackState) => Success,
  needs: { token?: Method["token"]; scope?: string } = {},
): Method {
  const schema = z.strictObject({
    ...shape,
    token: z.string().optional(),
    team_id: text.optional(),
  });
  return {
    token: needs.token ?? "bot",
    ...(needs.scope === undefined ? {} : { scope: needs.scope }),
    read(raw) {
      const read = schema.safeParse(raw);
      if (!read.success)
        return {
          faults: read.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`),
        };
      return { args: read.data };
    },
    // What is run was read by the same schema.
    run: (args, caller, state) => run(args as z.output<z.ZodObject<S>>, caller, state),
  };
}

// Arguments travel as strings; what is no string is JSON in one: https://docs.slack.dev/apis/web-api/using-the-slack-web-api

/** A string argument. */
export const text = z.string();
/** The id of a conversation. */
export const channelId = z.string().regex(/^[CDGU][A-Z0-9]{2,}$/);
/** The id of a person. */
export const userId = z.string().regex(/^[UW][A-Z0-9]{2,}$/);
/** The ts of a message: a string, because as a number it loses its last digits. */
export const ts = z.string().regex(/^\d{10}\.\d{6}$/);
/** An argument that is true or false. */
export const flag = z
  .union([z.enum(["true", "false", "1", "0"]), z.boolean()])
  .transform((value) => value === true || value === "true" || value === "1");
/** An argument that is a whole number. */
export const count = z.union([z.string().regex(/^\d+$/), z.int()]).transform(Number);

/** An argument that is JSON, as a string or, in a JSON body, as it is. */
export function json<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .transform((value, context) => {
      if (typeof value !== "string") return value;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "expected JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
