import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import {
  countRows,
  headOf,
  lineOf,
  type OnCopied,
  type Row,
  readHead,
  readLine,
  readRows,
  unreadable,
  writeRows,
} from "../adapters/database/copy.ts";
import { openDatabase } from "../adapters/database/open-database.ts";
import { type DatabasePlace, placeOf } from "../adapters/database/place.ts";
import type { Database } from "../adapters/database/tables.ts";
import { readConfig } from "../src/config.ts";
import { AssistantError, systemErrorCode } from "../src/errors.ts";
import { runCommand } from "./command.ts";

const usage = `npm run --silent data -- backup FILE     copies what is kept into a new file
npm run --silent data -- restore FILE    puts such a copy back, into an empty place
npm run --silent data -- move TO         copies what is kept to TO, which is empty: postgres://… or a folder

What is kept is where DATABASE_URL or DATA_DIR say. Stop the program first. A copy holds questions, tokens
and the secret behind the ids: where ID_SECRET was set, set it alike where the copy is put back.
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [command, target, ...others] = positionals;
  if (command === undefined || target === undefined || others.length > 0)
    throw new AssistantError("USAGE", "expected a command and where to");
  const place = placeOf(readConfig());
  switch (command) {
    case "backup":
      await using(place, (database) => backUp(database, target));
      return 0;
    case "restore":
      await using(place, (database) => restore(database, target));
      return 0;
    case "move":
      await using(place, (from) => using(placeNamed(target), (to) => move(from, to)));
      return 0;
    default:
      throw new AssistantError("USAGE", `there is no ${command}`);
  }
}

/** Does something with a database, and lets go of it. */
async function using(
  place: DatabasePlace,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(place, { busyTimeoutMs: 0 });
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
}

function placeNamed(target: string): DatabasePlace {
  return /^postgres(?:ql)?:\/\//.test(target) ? { url: target } : { directory: target };
}

async function backUp(database: Database, path: string): Promise<void> {
  const total = await countRows(database);
  const unfinished = `${path}.part`;
  // Never over an older copy, and readable by nobody else.
  const file = await open(path, "wx", 0o600).catch((error: unknown) => {
    const code = systemErrorCode(error);
    const why = code === "EEXIST" ? "it is there already. Take another name" : `${code ?? "?"}`;
    throw new AssistantError("USAGE", `${path} cannot be written: ${why}`);
  });
  await file.close();
  try {
    const part = await open(unfinished, "w", 0o600);
    const progress = createLine("copied");
    let done = 0;
    await part.write(`${headOf(total)}\n`);
    for await (const rows of readRows(database)) {
      await part.write(rows.map((row) => `${lineOf(row)}\n`).join(""));
      done += rows.length;
      progress(done, total);
    }
    await part.sync();
    await part.close();
    await rename(unfinished, path);
    process.stdout.write(`${done} rows in ${path}\n`);
  } catch (error) {
    await Promise.all([rm(unfinished, { force: true }), rm(path, { force: true })]);
    throw error;
  }
}

async function restore(database: Database, path: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(path) })[Symbol.asyncIterator]();
  const head = await lines.next().catch((error: unknown) => {
    throw unreadable(`${systemErrorCode(error) ?? "?"} at ${path}`);
  });
  const total = readHead(head.done ? "" : head.value);
  await writeRows(database, rowsOf(lines, total), total, createLine("put back"));
  process.stdout.write(`${total} rows put back\n`);
}

/** The rows of a copy, one a batch; a copy that ends too early is none. */
async function* rowsOf(
  lines: AsyncIterator<string>,
  total: number,
): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  let count = 0;
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    count += 1;
    batch.push(readLine(line.value, count + 1));
    if (batch.length === 500) {
      yield batch;
      batch = [];
    }
  }
  if (count !== total) throw unreadable(`it holds ${count} of ${total} rows. Take another copy`);
  if (batch.length > 0) yield batch;
}

async function move(from: Database, to: Database): Promise<void> {
  const total = await countRows(from);
  await writeRows(to, readRows(from), total, createLine("moved"));
  process.stdout.write(`${total} rows moved. Set DATABASE_URL or DATA_DIR to the new place\n`);
}

/** A line on a terminal that says how far it is. */
function createLine(what: string): OnCopied {
  const { stderr } = process;
  return (done, total) => {
    if (!stderr.isTTY) return;
    const share = total === 0 ? 100 : Math.floor((done / total) * 100);
    stderr.write(`\r\u001b[K${share} %  ${what} ${done} of ${total}${done >= total ? "\n" : ""}`);
  };
}
