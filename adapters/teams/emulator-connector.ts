import type { OutgoingActivity } from "./activity.ts";
import type { BotFramework } from "./connector.ts";

/** Writes to an emulator what its page (of version 0.2.28) bears. */
export function forEmulator(framework: BotFramework): BotFramework {
  return {
    ...framework,
    async send(conversation, activity, replyTo) {
      // "Saga error Error: Invalid conversation id": from then on the page shows nothing new.
      if (activity.type === "typing" && conversation.id.includes(";messageid=")) return undefined;
      return framework.send(conversation, withoutLooks(activity), replyTo);
    },
    update: (conversation, id, activity) =>
      framework.update(conversation, id, withoutLooks(activity)),
  };
}

/**
 * A button that says how it is to be seen in the conversation fails when it is pressed: "Cannot add property msTeams, object
 * is not extensible". Without that it submits what it asks all the same.
 */
function withoutLooks(activity: OutgoingActivity): OutgoingActivity {
  return JSON.parse(
    JSON.stringify(activity, (key, value: unknown) => (key === "msteams" ? undefined : value)),
  );
}
