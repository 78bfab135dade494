import { AssistantError } from "../src/errors.ts";

/**
 * Runs a command and sets the exit code: what it returns, 1 for an error thrown on purpose, 2 for wrong usage.
 * Anything else is a fault of ours and keeps its stack.
 */
export async function runCommand(usage: string, run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (isUsage(error)) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else if (error instanceof AssistantError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else throw error;
  }
}

function isUsage(error: unknown): error is Error {
  if (error instanceof AssistantError) return error.code === "USAGE";
  return (
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}
