import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import * as z from "zod";

/** What a server does with a request. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves on a free port of the loopback address until the test ends, and gives the address. */
export async function listenFor(handle: Handle): Promise<string> {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

/** An address at which nothing listens. */
export async function unusedUrl(): Promise<string> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}
