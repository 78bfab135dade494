import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createClients } from "../../../adapters/slack/web-client.ts";

const log = pino({ level: "silent" });

/** Tokens of workspaces that came and went. */
function tokens(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `xoxb-${index}`);
}

describe("createClients", () => {
  it("gives the same client for the same token", () => {
    const clientOf = createClients("https://slack.example.org/api/", log);
    expect(clientOf("xoxb-1")).toBe(clientOf("xoxb-1"));
    expect(clientOf("xoxb-1")).not.toBe(clientOf("xoxb-2"));
    expect(clientOf("xoxb-1").token).toBe("xoxb-1");
  });

  it("forgets the tokens that were not used for longest, and keeps those in use", () => {
    const clientOf = createClients("https://slack.example.org/api/", log);
    const [left, used] = [clientOf("xoxb-left"), clientOf("xoxb-used")];
    for (const token of tokens(2_000)) {
      clientOf(token);
      expect(clientOf("xoxb-used")).toBe(used);
    }
    expect(clientOf("xoxb-left")).not.toBe(left);
  });
});
