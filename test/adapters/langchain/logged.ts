import { Writable } from "node:stream";
import { inspect } from "node:util";
import { pino } from "pino";

/** What the log says of an error, and what a console would. */
export function logged(error: unknown): string {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  pino({ level: "trace" }, stream).error({ err: error }, "failed");
  return text + inspect(error, { depth: 9, showHidden: true });
}
