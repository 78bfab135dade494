import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { openAddresses } from "../../../scripts/evaluation/open-addresses.ts";
import type { Citation } from "../../../src/answer/answer.ts";
import { temporaryFolder, writeFiles } from "../../helpers/temporary-folder.ts";

const quote = "Truqueu a l'equip d'emergències <primer> & deseu-ne el número.";
const escaped = "Truqueu a l'equip d'emergències &lt;primer&gt; &amp; deseu-ne el número.";
const source = "Escriviu el pla.\nTruqueu a l'equip d'emergències <primer>\n& deseu-ne el número.";
const path = "/agenda/2.3.1?cita=a6ffc7cb6f";

interface Served {
  readonly body?: string;
  readonly status?: number;
  readonly source?: string;
  /** Of the citation, below the server's address. */
  readonly address?: string;
}

/** Opens the addresses of the same citation twice on a server that answers as given. */
async function open(given: Served = {}) {
  const { body = page(`<mark id="cita">${escaped}</mark>`), status = 200 } = given;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status, { "content-type": "text/html" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port was taken");
  const publicUrl = `http://127.0.0.1:${address.port}`;
  const knowledgeDirectory = await temporaryFolder();
  await writeFiles(knowledgeDirectory, { "pla.md": given.source ?? source });
  const citation: Citation = {
    itemId: "2.3.1",
    kind: "action",
    title: "Pla",
    place: [],
    quote,
    url: new URL(given.address ?? `${path}#cita`, publicUrl).href,
    score: 1,
    origin: "own",
    sourcePath: "pla.md",
    references: [],
  };
  const found = await openAddresses([citation, citation], { publicUrl, knowledgeDirectory });
  return { asked, ...found };
}

function page(text: string): string {
  return `<!doctype html><title>Pla</title><header>Agenda</header><main><p>Abans. ${text}</p></main>`;
}

describe("openAddresses", () => {
  it("opens each address once and finds the quote marked there, whatever markup is in it", async () => {
    const linked = escaped.replace("número", '<a href="tel:112">número</a>');
    const { asked, ...found } = await open({ body: page(`<mark id="cita">${linked}</mark>`) });
    expect(asked).toEqual([path]);
    expect(found).toEqual({ fidelity: 1, addresses: 1, unfaithful: [] });
  });

  it.each<[string, Served, string]>([
    ["another status", { status: 404 }, "status 404"],
    ["a redirection", { status: 302 }, "status 302"],
    ["a page without a mark", { body: page(escaped) }, "0 places are marked"],
    [
      "a page with two marks",
      { body: page(`<i id="cita">${escaped}</i><i id="cita">${escaped}</i>`) },
      "2 places are marked",
    ],
    [
      "a mark around other words",
      { body: page(`${escaped}<mark id="cita">${escaped} Després.</mark>`) },
      "what is marked is not the quote",
    ],
    [
      "a quote outside the page's text",
      { body: `<header><mark id="cita">${escaped}</mark></header>${page("")}` },
      "the page's text does not hold the quote",
    ],
    [
      "a quote that is not in its file",
      { source: "Una altra cosa." },
      "the source file does not hold the quote",
    ],
    [
      "an address without the quote's digest",
      { address: "/agenda/2.3.1#cita" },
      "the address names no quote",
    ],
    [
      "an address that does not lead to the mark",
      { address: path },
      "the address does not lead to the quote",
    ],
    [
      "an address elsewhere, which is not opened",
      { address: `http://192.0.2.1${path}#cita` },
      "the address is not of this server",
    ],
  ])("counts %s as a failure and says why", async (_name, given, reason) => {
    const { fidelity, unfaithful } = await open(given);
    const { pathname, search } = new URL(given.address ?? path, "http://localhost");
    expect(fidelity).toBe(0);
    expect(unfaithful).toEqual([`${pathname}${search}: ${reason}`]);
  });
});
