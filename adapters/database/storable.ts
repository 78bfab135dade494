const unstorable = /[\0\p{Cs}]/u;

/** A text that every engine gives back as it is: SQLite ends one at a zero, PostgreSQL refuses it, and none knows half characters. */
export function storable(text: string): string {
  return unstorable.test(text)
    ? text.replaceAll("\0", "\uFFFD").replaceAll(/\p{Cs}/gu, "\uFFFD")
    : text;
}

/** What is put into a statement, with its texts {@link storable}: no text may become another one's beginning. */
export function storableAll(values: readonly unknown[]): unknown[] {
  return values.map((value) => (typeof value === "string" ? storable(value) : value));
}
