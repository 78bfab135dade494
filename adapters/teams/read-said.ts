import * as z from "zod";

/** What of an activity tells what was said. */
export interface Said {
  readonly text?: string | null | undefined;
  readonly attachments?:
    | readonly { readonly contentType?: string | null | undefined; readonly content?: unknown }[]
    | null
    | undefined;
  readonly entities?: readonly unknown[] | null | undefined;
  readonly recipient: { readonly id: string };
}

/** Some clients bring the text in its attachment only. */
export function textOf({ text, attachments }: Said): string {
  if (text?.trim()) return text;
  const html = attachments?.find(({ contentType }) => contentType === "text/html")?.content;
  return typeof html === "string" ? html : "";
}

const mentionSchema = z.object({
  type: z.literal("mention"),
  mentioned: z.object({ id: z.string(), name: z.string().nullish() }),
  text: z.string().nullish(),
});

/** How the assistant is called in a message, and how many others are mentioned there. */
export function mentionsIn({ entities, recipient }: Said) {
  const mentions = (entities ?? []).flatMap((entity) => mentionSchema.safeParse(entity).data ?? []);
  const own = mentions.filter(({ mentioned }) => mentioned.id === recipient.id);
  return {
    // Whoever writes may leave a part of the name out.
    own: own.flatMap(({ mentioned, text }) => [mentioned.name ?? "", text ?? ""]),
    others: mentions.length - own.length,
  };
}
