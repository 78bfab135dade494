import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { AssistantError, systemErrorCode } from "../../src/errors.ts";

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Every address of the machine when absent. */
  readonly host?: string;
  /** Milliseconds that answers under way are given when the server stops. */
  readonly stopWithinMs?: number;
}

/** A running server. */
export interface RunningServer {
  readonly port: number;
  /** Lets answers under way finish. */
  stop(): Promise<void>;
}

const requestTimeoutMs = 30_000;
/** Milliseconds without a byte in either direction after which a connection is closed. */
const idleTimeoutMs = 60_000;
/** Shorter than the ten seconds after which a container is killed. */
const stopWithinMs = 8_000;

/**
 * Starts listening and serves what `listenerFor` makes for the port that was taken.
 * @throws AssistantError PORT_UNAVAILABLE naming the port and the remedy
 */
export async function startServer(
  listenerFor: (port: number) => RequestListener,
  options: ListenOptions,
): Promise<RunningServer> {
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
  });
  // A client that stops reading must not hold on to its answer for ever.
  server.setTimeout(idleTimeoutMs);
  await listen(server, options);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const underWay = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", (_request, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  server.on("request", listenerFor(port));
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        // A browser would keep the connection, and with it the process, open after its answer.
        for (const response of underWay) response.shouldKeepAlive = false;
        // A client that never finishes its request must not keep the process alive.
        const timer = setTimeout(
          () => server.closeAllConnections(),
          options.stopWithinMs ?? stopWithinMs,
        );
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
        // Browsers open some in advance; Node does not count those as idle.
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }),
  };
}

const listenFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program is using it. Stop that program, or set PORT to another",
  EACCES: "this user may not use it. Set PORT to one above 1023",
  EADDRNOTAVAIL: "this machine does not have the address HOST. Correct HOST, or leave it out",
  ENOTFOUND: "there is no address of the name HOST. Correct HOST, or leave it out",
};

function listen(server: Server, { port, host }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: Error) => {
      const reason = listenFaults[systemErrorCode(cause) ?? ""] ?? `${cause.message}. Set PORT`;
      const message = `port ${port} is not available: ${reason}`;
      reject(new AssistantError("PORT_UNAVAILABLE", message, { cause }));
    };
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve();
    });
  });
}
