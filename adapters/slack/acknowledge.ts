/** Milliseconds after which a command or a form is acknowledged without its answer: Slack waits for three seconds. */
const soonMs = 2_000;

/** Answers within the acknowledgement, so that nothing can be lost between the two; when it takes long, after it. */
export async function acknowledge<T>(
  answer: Promise<T>,
  ack: (answer?: T) => Promise<void>,
  later: (answer: T) => Promise<void>,
): Promise<void> {
  const soon = await Promise.race([
    answer,
    new Promise<undefined>((resolve) => setTimeout(resolve, soonMs, undefined).unref()),
  ]);
  await ack(soon);
  if (soon === undefined) await later(await answer);
}
