import { beforeAll, describe, expect, it } from "vitest";
import type { Assistant } from "../../../src/answer/assistant.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInView } from "./block-kit.ts";
import { answersIn, elementOf, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import {
  globalShortcut,
  modalAction,
  type ShownView,
  typedValue,
  viewSubmission,
} from "./interactions.ts";
import { buttonsOf, textsOf } from "./reading.ts";
import { type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";

/** The form, opened by its shortcut. */
async function opened(deviations: SlackDeviations = {}) {
  const served = await serveSlack(index, deviations);
  const { status } = await served.deliver(globalShortcut());
  expect(status).toBe(200);
  await served.until(() => expect(served.api.views).toHaveLength(1));
  return { served, view: served.api.views[0] as ShownView };
}

/** What Slack is answered when the form is sent. */
async function send(
  served: ServedSlack,
  view: ShownView,
  question: string | null,
  people?: string,
) {
  const state = {
    "ask-question": { "ask-question": typedValue(question) },
    "ask-population": { "ask-population": typedValue(people ?? null, "number_input") },
  };
  const { status, body } = await served.deliver(viewSubmission({ view, state }));
  expect(status).toBe(200);
  return body as {
    response_action?: string;
    view?: ShownView;
    errors?: Readonly<Record<string, string>>;
  };
}

/** The form with its answer, as Slack shows it from then on. */
async function answered(question = ransomware, people?: string) {
  const { served, view } = await opened();
  const { view: answer } = await send(served, view, question, people);
  return { served, shown: { ...answer, id: view["id"] } };
}

describe("the shortcut", () => {
  it("opens a form", async () => {
    const { served, view } = await opened();
    expect(view).toMatchObject({ type: "modal", callback_id: "ask_agenda" });
    expect(faultsInView(sent(view))).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("refuses people of other workspaces, and names the contact", async () => {
    const { served, view } = await opened({
      settings: { allowedWorkspaces: ["T0OTHER000"], contact: "suport@ajuntament.cat" },
    });
    expect(textsOf(view).join("\n")).toContain("suport@ajuntament.cat");
    expect(view["submit"]).toBeNull();
    expect(served.api.faults).toEqual([]);
  });
});

describe("the form", () => {
  it("shows the answer in its place", async () => {
    const { served, view } = await opened();
    const { response_action, view: answer } = await send(served, view, ransomware);
    expect(response_action).toBe("update");
    expect(faultsInView(answer)).toEqual([]);
    expect(textsOf(answer).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(served.api.posted).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("filters by the inhabitants that are given", async () => {
    const { served, shown } = await answered("accions", "800");
    expect(textsOf(shown).join("\n")).toContain("131 accions · 800 habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("asks for a question", async () => {
    const { served, view } = await opened();
    const { response_action, errors } = await send(served, view, "   ");
    expect(response_action).toBe("errors");
    expect(errors).toEqual({ "ask-question": "Escriviu una pregunta." });
    expect(served.api.faults).toEqual([]);
  });

  it("asks for a number of inhabitants", async () => {
    const { served, view } = await opened();
    const { response_action, errors } = await send(served, view, "accions", "0");
    expect(response_action).toBe("errors");
    expect(Object.keys(errors ?? {})).toEqual(["ask-population"]);
    expect(served.api.faults).toEqual([]);
  });

  it("says that it is looking when the assistant is slow, and shows the answer then", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const assistant = (real: Assistant): Partial<Assistant> => ({
      async respond(inquiry) {
        await finished;
        return real.respond(inquiry);
      },
    });
    const { served, view } = await opened({ assistant });
    const { response_action, view: meanwhile } = await send(served, view, ransomware);
    expect(response_action).toBe("update");
    expect(textsOf(meanwhile).join("\n")).toContain("Busco a l'Agenda…");
    expect(faultsInView(meanwhile)).toEqual([]);
    finish();
    await served.until(() => expect(served.api.views).toHaveLength(2));
    expect(served.api.views[1]).toMatchObject({ id: view["id"] });
    expect(textsOf(served.api.views[1]).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(served.api.faults).toEqual([]);
  });

  it("answers what its buttons ask, in its place", async () => {
    const { served, shown } = await answered();
    const action = elementOf(shown, "Qui ens hi pot ajudar?");
    expect(await served.deliver(modalAction({ view: shown, action }))).toMatchObject({
      status: 200,
    });
    await served.until(() => expect(served.api.views).toHaveLength(2));
    const next = served.api.views[1] as ShownView;
    expect(next["id"]).toBe(shown.id);
    expect(textsOf(next).join("\n")).toContain("Qui hi pot ajudar");
    expect(textsOf(next).join("\n")).toContain("2.3.1 Tenir un pla");
    expect(served.api.faults).toEqual([]);
  });
});

describe("the answer in the form", () => {
  it("is sent to the person once, as a thread that goes on", async () => {
    const { served, shown } = await answered();
    const { api, deliver, until } = served;
    const action = elementOf(shown, "keep");
    await Promise.all([
      deliver(modalAction({ view: shown, action })),
      deliver(modalAction({ view: shown, action })),
    ]);
    await until(() => expect(api.views).toHaveLength(2));
    await until(() => expect(api.posted).toHaveLength(2));
    const [root, answer] = api.posted;
    expect(root).toMatchObject({ channel: ids.im });
    expect(root?.text).toContain(ransomware);
    expect(answer?.thread_ts).toBe(root?.ts);
    expect(answer?.text).toContain("2.3.1");
    expect(textsOf(api.views[1]).join("\n")).toContain("Us ho he enviat");
    const thread_ts = root?.ts ?? "";
    await say(served, { channel: ids.im, text: "qui ens hi pot ajudar?", thread_ts });
    await until(() => expect(answersIn(served, thread_ts)).toHaveLength(2));
    expect(answersIn(served, thread_ts)[1]?.text).toContain("/agenda/2.3.1?cita=");
    expect(api.faults).toEqual([]);
  });

  it("keeps its inhabitants where it is sent", async () => {
    const { served, shown } = await answered("accions", "800");
    await served.deliver(modalAction({ view: shown, action: elementOf(shown, "keep") }));
    await served.until(() => expect(served.api.posted).toHaveLength(2));
    expect(served.api.posted[1]?.text).toContain("800 habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("says so when it cannot be sent", async () => {
    const { served, shown } = await answered();
    served.api.misbehave("chat.postMessage", { kind: "error", error: "channel_not_found" });
    await served.deliver(modalAction({ view: shown, action: elementOf(shown, "keep") }));
    await served.until(() => expect(served.api.views).toHaveLength(2));
    expect(textsOf(served.api.views[1]).join("\n")).toContain("no l'he pogut enviar");
    expect(served.api.posted).toEqual([]);
  });

  it("is not given to people who are refused by then", async () => {
    const { served, shown } = await answered();
    const { api } = served;
    const elsewhere = { team: "T0OTHER000", view: { ...shown, app_installed_team_id: ids.team } };
    for (const name of ["Qui ens hi pot ajudar?", "keep"])
      await served.deliver(modalAction({ ...elsewhere, action: elementOf(shown, name) }));
    await served.until(() => expect(api.views).toHaveLength(3));
    for (const view of api.views.slice(1)) {
      expect(textsOf(view).join("\n")).toContain("Des d'aquí no puc respondre");
      expect(buttonsOf(view)).toEqual([]);
    }
    expect(api.posted).toEqual([]);
    expect(api.faults).toEqual([]);
  });

  it("is refused to people of other workspaces who send the form", async () => {
    const { served, view } = await opened();
    const state = { "ask-question": { "ask-question": typedValue(ransomware) } };
    const { body } = await served.deliver(
      viewSubmission({
        team: "T0OTHER000",
        view: { ...view, app_installed_team_id: ids.team },
        state,
      }),
    );
    expect(JSON.stringify(body)).toContain("no puc respondre");
    expect(JSON.stringify(body)).not.toContain("2.3.1");
    expect(served.api.faults).toEqual([]);
  });
});

/** A view without what Slack adds to it. */
function sent(view: ShownView): ShownView {
  const names = ["type", "callback_id", "private_metadata", "title", "close", "submit", "blocks"];
  return Object.fromEntries(Object.entries(view).filter(([name]) => names.includes(name)));
}
