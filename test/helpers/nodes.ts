/** Everything within a value, itself included. */
export function nodesOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  const node = value as Readonly<Record<string, unknown>>;
  return [node, ...Object.values(node).flatMap(nodesOf)];
}
