import { expect, onTestFinished, vi } from "vitest";
import { askedWithModelsContract } from "../../contracts/asked-with-models.ts";
import { askingContract, type OpenAsked, type Written } from "../../contracts/asking.ts";
import { openPage, type Page, postForm, serve } from "./serve.ts";

const publicUrl = "https://agenda.example.cat";

/** A conversation as the chat page's form carries it. */
interface Conversation {
  /** The page on which the next question is written. */
  page: Page;
  readonly answers: string[];
}

// As a person whose browser runs no script: all that is remembered of a conversation stands in the form.
const open: OpenAsked = async (index, wish = {}) => {
  const { base, server, log } = await serve(index, { ...wish, web: { publicUrl } });
  onTestFinished(() => server.stop());
  const written: { text: string; in: Promise<Conversation> }[] = [];
  const answers = new Map<string, string[]>();
  const faults: string[] = [];

  const of = ({ where }: Written) => {
    const one = written[Number(where)];
    if (one === undefined) throw new Error(`nothing was written at ${where}`);
    return one;
  };
  const begin = async (): Promise<Conversation> => ({ page: await openPage(base), answers: [] });

  return {
    write(text, { after } = {}) {
      const where = String(written.length);
      written.push({ text, in: after === undefined ? begin() : of(after).in });
      answers.set(where, (after && answers.get(after.where)) ?? []);
      return { where };
    },
    async deliver(question) {
      const conversation = await of(question).in;
      const fields = conversation.page.$("#ask").serializeArray();
      const rest = fields.filter(({ name }) => name !== "q");
      conversation.page = await postForm(base, [
        ...rest.map(({ name, value }) => [name, value] as const),
        ["q", of(question).text],
      ]);
      const { status } = conversation.page;
      if (status !== 200) faults.push(`answered with ${status}`);
      answers.get(question.where)?.push(answerOn(conversation.page));
    },
    answersTo: ({ where }) => answers.get(where) ?? [],
    until: (holds) => vi.waitFor(holds, { timeout: 20_000 }),
    log,
    faults,
  };
};

askingContract("the web page", open);
askedWithModelsContract("the web page", open);

/** Words of the last answer, and where its links lead whoever opened the page at its public address. */
function answerOn({ $ }: Page): string {
  const turn = $(".turn");
  expect(turn.length).toBe(1);
  const links = turn.find("a[href]").toArray();
  const addresses = links.map((link) => new URL($(link).attr("href") ?? "", publicUrl).href);
  return [turn.text(), ...addresses].join("\n");
}
