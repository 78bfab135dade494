import { startSlackApi } from "./slack-api.ts";

// The stand-in of Slack as a program of its own, for tests that kill the one they test. `GET /state`, `POST /write` and
// `POST /misbehave` are what such a test sees and does.
const slack = await startSlackApi();
process.stdout.write(`${JSON.stringify({ url: slack.url })}\n`);
process.once("SIGTERM", () => void slack.stop());
