import { nodesOf } from "../../helpers/nodes.ts";

/** All that is read or opened in a message or a card: texts, titles and addresses. */
export function textsOf(shown: unknown): string[] {
  return nodesOf(shown).flatMap((node) =>
    ["text", "title", "url", "value"].flatMap((name) => {
      const text = node[name];
      return typeof text === "string" ? [text] : [];
    }),
  );
}

/** What can be pressed in a message or a card and is called so. */
export function actionOf(shown: unknown, name: string | RegExp): Record<string, unknown> {
  const found = nodesOf(shown).find(({ type, title }) => {
    if (typeof type !== "string" || !type.startsWith("Action.") || typeof title !== "string")
      return false;
    return typeof name === "string" ? title === name : name.test(title);
  });
  if (found === undefined) throw new Error(`nothing to press that is called ${name}`);
  return found;
}
