import autocannon from "autocannon";
import { percentile } from "./figures.ts";

/** What is sent, and for how long. Each connection sends its next request when the answer is there. */
export interface TrafficOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Bodies of POST requests, shared by all connections; GET requests when absent. */
  readonly bodies?: Iterator<string, never>;
}

/** What came back. */
export interface Traffic {
  readonly connections: number;
  readonly seconds: number;
  /** Answers that came, whatever their status. */
  readonly requests: number;
  readonly perSecond: number;
  /** Connections that broke, and answers that never came because the server closed the connection. */
  readonly errors: number;
  readonly timeouts: number;
  readonly non200: number;
  readonly latencyMs: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly worst: number;
  };
}

/** As a browser asks for a page: compressing is part of what the server does for it. */
const browserHeaders = { accept: "text/html", "accept-encoding": "gzip, br" };

/** Sends requests over a fixed number of connections from this process. */
export async function sendTraffic(options: TrafficOptions): Promise<Traffic> {
  const { connections } = options;
  const durations: number[] = [];
  let non200 = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(toAutocannon(options), (error, done) =>
      error ? reject(error) : resolve(done),
    );
    instance.on("response", (_client, status, _bytes, durationMs) => {
      // Its own histogram counts whole milliseconds.
      durations.push(durationMs);
      if (status !== 200) non200 += 1;
    });
  });
  // When the time is over each connection still waits for one answer; more than that were lost without an error.
  const lost = result.requests.sent - durations.length - result.errors - connections;
  return {
    connections,
    seconds: result.duration,
    requests: durations.length,
    perSecond: durations.length / result.duration,
    errors: result.errors - result.timeouts + Math.max(0, lost),
    timeouts: result.timeouts,
    non200,
    latencyMs: {
      p50: percentile(durations, 0.5),
      p90: percentile(durations, 0.9),
      p99: percentile(durations, 0.99),
      worst: durations.reduce((worst, duration) => Math.max(worst, duration), 0),
    },
  };
}

function toAutocannon({ url, connections, seconds, bodies }: TrafficOptions): autocannon.Options {
  const common = { url, connections, duration: seconds };
  if (bodies === undefined) return { ...common, headers: browserHeaders };
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    body: bodies.next().value,
  });
  const headers = { "content-type": "application/json" };
  return { ...common, requests: [{ method: "POST", headers, setupRequest }] };
}
