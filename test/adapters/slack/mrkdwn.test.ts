import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mentionsIn, textOfBlocks, toQuestion } from "../../../adapters/slack/mrkdwn.ts";

const self = "U0AGENDA00";

const shapes: readonly (readonly [what: string, text: string, question: string])[] = [
  ["plain words", "què és l’acció 1.1.1?", "què és l’acció 1.1.1?"],
  ["the call", `<@${self}> què fem?`, "què fem?"],
  ["the call with its name", `<@${self}|agenda> què fem?`, "què fem?"],
  ["the call amid words", `Hola <@${self}>, què fem?`, "Hola , què fem?"],
  ["the call alone", `<@${self}>`, ""],
  ["another person", "Ho sap <@U0ANNA0000>?", "Ho sap ?"],
  ["another person by name", "Ho sap <@U0ANNA0000|anna>?", "Ho sap anna ?"],
  ["bold", "és *molt urgent*?", "és molt urgent?"],
  ["italic", "és _molt urgent_?", "és molt urgent?"],
  ["struck", "és ~poc~ molt urgent?", "és poc molt urgent?"],
  ["bold italic", "és *_molt_* i _*poc*_ urgent?", "és molt i poc urgent?"],
  ["several of a kind", "*un*, *dos* i *tres*", "un, dos i tres"],
  ["a mark that is not closed", "*què és *això*?", "*què és això?"],
  ["code", "què fa `npm run index`?", "què fa npm run index ?"],
  [
    "a block of code",
    "què fa això?\n```npm run index\nnpm start```",
    "què fa això?\nnpm run index\nnpm start",
  ],
  [
    "a link",
    "llegeix <https://agenda.example.cat/agenda/1.1.1>",
    "llegeix https://agenda.example.cat/agenda/1.1.1",
  ],
  ["a link with a label", "llegeix <https://example.cat/a?b=1&amp;c=2|la guia>", "llegeix la guia"],
  ["a link with an empty label", "llegeix <https://example.cat|>", "llegeix https://example.cat"],
  [
    "an address of mail",
    "escriu a <mailto:anna@example.cat|anna@example.cat>",
    "escriu a anna@example.cat",
  ],
  [
    "an address of mail without a label",
    "escriu a <mailto:anna@example.cat>",
    "escriu a anna@example.cat",
  ],
  ["a telephone", "truca al <tel:+34972000000|972 00 00 00>", "truca al 972 00 00 00"],
  ["a channel", "ho hem dit a <#C0GENERAL0|general>", "ho hem dit a general"],
  ["a channel without its name", "ho hem dit a <#C0GENERAL0> avui", "ho hem dit a avui"],
  ["a private channel", "ho hem dit a <#C0GENERAL0|> avui", "ho hem dit a avui"],
  ["a group", "ho sap <!subteam^S0GROUP000|@informatica>?", "ho sap ?"],
  ["everybody", "<!here> <!channel> <!everyone> què fem?", "què fem?"],
  [
    "a date",
    "abans del <!date^1764000000^{date_long}|24 de novembre de 2025>",
    "abans del 24 de novembre de 2025",
  ],
  ["emoji", "gràcies :smile: :+1: :x:", "gràcies"],
  ["emoji in a row", ":tada::tada: fet :flag-es::heart:", "fet"],
  ["emoji with a skin tone", "gràcies :wave::skin-tone-3: a tothom", "gràcies a tothom"],
  ["a time", "a les 10:30:15 o a les 10:30?", "a les 10:30:15 o a les 10:30?"],
  ["an address with a port", "va a localhost:3000:oi", "va a localhost:3000:oi"],
  ["entities", "R&amp;D &lt; 1000 &gt; 10", "R&D < 1000 > 10"],
  ["an entity that was typed", "&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  ["a name with underscores", "què és snake_case_name i _això_?", "què és snake_case_name i això?"],
  ["a product", "quant és 10*20*30?", "quant és 10*20*30?"],
  ["lonely stars", "2 * 3 * 4 ~ 24 _ _", "2 * 3 * 4 ~ 24 _ _"],
  ["patterns of files", "els *.txt i els *.pdf", "els *.txt i els *.pdf"],
  ["a quote", "&gt; primer\n&gt; segon\nqui ho ha dit?", "primer\nsegon\nqui ho ha dit?"],
  ["a quote to the end", "&gt;&gt;&gt; tot això", "tot això"],
  ["a list", "• primer\n    ◦ segon\n• tercer", "primer\nsegon\ntercer"],
  ["a numbered list", "1. primer\n2. segon", "1. primer\n2. segon"],
  ["empty lines and spaces", "  un\n\n \n  dos\u00a0\u00a0tres\t", "un\ndos tres"],
  ["nothing", "", ""],
  [
    "brackets within brackets",
    "<<@U0ANNA0000>@U0BERTA000> i <<https://example.cat>|x>",
    "< @U0BERTA000> i https://example.cat|x>",
  ],
];

describe("toQuestion", () => {
  it.each(shapes)("reads %s", (_what, text, question) => {
    expect(toQuestion(text, self)).toBe(question);
  });

  const pieces = fc.constantFrom(
    ...["<", ">", "|", "@U0ANNA0000", "#C0", "!here", "https://", "mailto:", "*", "_", "~", "`"],
    ...[":", ":x:", "\n", " ", "a", "ç", "1", "é", "•", "😀", "\ud800", "\r", "\u2028"],
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
  );

  it("leaves nothing of Slack's angle brackets, whatever comes", () => {
    fc.assert(
      fc.property(text, fc.option(fc.constant(self), { nil: undefined }), (said, who) => {
        expect(toQuestion(said, who)).not.toMatch(/<(?:[@#!][A-Z0-9a-z^]+|https?:|mailto:)/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves plain words as they are", () => {
    const word = fc.stringMatching(/^[a-zà-ü0-9]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        expect(toQuestion(words.join(" "))).toBe(words.join(" "));
      }),
    );
  });

  it.each([
    ...["<", ">", "*", "_", "~", ":", "`", "|", "\n", "\r", " ", "\t", "&gt;", "&gt; ", "•"],
    ...["*a ", " *a", "_a ", "~a ", "*a*", "*    a", "<@", "<a|", "<<>", ":a", " :aa", ":a:"],
    ...["\n ", "\r\n", "\u2028", "*\n", "• ", "a*", "<@U0A", "&amp;", "```", "\u00a0\n"],
  ])("takes no longer for much than for little: %j", (piece) => {
    const hostile = piece.repeat(Math.ceil(200_000 / piece.length));
    for (const said of [hostile, `${hostile}x`, `*${hostile}*`, `<${hostile}>`]) {
      const began = performance.now();
      toQuestion(said, self);
      mentionsIn(said);
      // A few milliseconds each; what is not linear takes minutes.
      expect(performance.now() - began).toBeLessThan(1_500);
    }
  });
});

describe("mentionsIn", () => {
  it("names whom a message calls, with or without their names", () => {
    expect(mentionsIn("<@U0ANNA0000> i <@W0BERTA00|berta>, <#C0GENERAL0> <!here> @U0X")).toEqual([
      "U0ANNA0000",
      "W0BERTA00",
    ]);
  });

  it("names nobody whom somebody only typed", () => {
    expect(mentionsIn("&lt;@U0ANNA0000&gt; <@> <@u0anna> <@U0ANNA0000")).toEqual([]);
  });
});

describe("textOfBlocks", () => {
  const section = (...elements: object[]) => ({ type: "rich_text_section", elements });
  const word = (said: string) => ({ type: "text", text: said });
  const rich = (...elements: object[]) => [{ type: "rich_text", block_id: "b", elements }];

  it("gives the words of rich text as the message's text would have them", () => {
    const blocks = rich(
      section(
        { type: "user", user_id: self },
        word(" què és < "),
        { type: "link", url: "https://example.cat/?a&b" },
        { type: "link", url: "https://example.cat", text: "això" },
        { type: "emoji", name: "smile" },
        { type: "channel", channel_id: "C0GENERAL0" },
        { type: "broadcast", range: "here" },
        { type: "date", timestamp: 1_764_000_000, format: "{date}", fallback: "avui" },
      ),
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [section(word("un")), section(word("dos"))],
      },
      { type: "rich_text_quote", elements: [word("cita")] },
      { type: "rich_text_preformatted", elements: [word("npm "), word("start")] },
    );
    const text = textOfBlocks(blocks);
    expect(mentionsIn(text)).toEqual([self]);
    expect(toQuestion(text, self)).toBe(
      "què és < https://example.cat/?a&baixòavui\nun\ndos\ncita\nnpm start",
    );
  });

  it("gives the words of other blocks", () => {
    const blocks = [
      { type: "header", text: { type: "plain_text", text: "Títol" } },
      { type: "section", text: { type: "mrkdwn", text: "*què* és?" } },
      { type: "divider" },
    ];
    expect(toQuestion(textOfBlocks(blocks))).toBe("Títol\nquè és?");
  });

  it("never throws, whatever comes and however deep", () => {
    let deep: unknown = word("fons");
    for (let depth = 0; depth < 20_000; depth += 1) deep = { type: "x", elements: [deep] };
    expect(textOfBlocks([deep])).toBe("");
    fc.assert(fc.property(fc.anything(), (blocks) => typeof textOfBlocks(blocks) === "string"));
    const element = fc.record(
      {
        type: fc.constantFrom("rich_text_section", "text", "user", "link", "date"),
        text: fc.anything(),
        url: fc.anything(),
        user_id: fc.string(),
        elements: fc.array(fc.anything()),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fc.array(element), (blocks) => typeof textOfBlocks(blocks) === "string"));
  });
});
