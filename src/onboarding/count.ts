/** `one` as it stands, any other number before `many`: `1 pregunta`, `3 preguntes`. */
export function count(value: number, one: string, many: string): string {
  return value === 1 ? one : `${value} ${many}`;
}
