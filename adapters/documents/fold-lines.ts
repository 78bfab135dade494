/** RFC 5545 3.1: bytes of a line without its end. */
const mostBytes = 75;

/** A calendar whose lines are folded by bytes: the library counts characters, and folded lines of Catalan are longer. */
export function foldLines(calendar: string): string {
  return calendar.replaceAll("\r\n\t", "").split("\r\n").map(fold).join("\r\n");
}

function fold(line: string): string {
  if (Buffer.byteLength(line) <= mostBytes) return line;
  let folded = "";
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > mostBytes) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += char;
    bytes += size;
  }
  return folded;
}
