import type { SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";

/** A connection that this program opens to Slack. */
export interface SocketConnection {
  /** Begins to connect, and goes on trying: the web page serves meanwhile. */
  open(): void;
  close(): Promise<void>;
  isOpen(): boolean;
}

/** Milliseconds between attempts to connect for the first time; later on Slack's own package connects again. */
const retryMs = 30_000;

/** Keeps a socket to Slack open. */
export function connectSocket(receiver: SocketModeReceiver, log: Logger): SocketConnection {
  let isConnected = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  receiver.client.on("connected", () => {
    isConnected = true;
    log.info("connected to Slack");
  });
  for (const event of ["disconnected", "reconnecting", "connecting"])
    receiver.client.on(event, () => {
      isConnected = false;
    });
  const open = () => {
    receiver.start().catch((err: unknown) => {
      if (isClosed) return;
      log.error({ err, retryMs }, "no connection with Slack: npm run doctor says what is missing");
      timer = setTimeout(open, retryMs);
    });
  };
  return {
    open,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await receiver.stop();
    },
    isOpen: () => isConnected,
  };
}
