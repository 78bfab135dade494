/** @jsxRuntime automatic @jsxImportSource preact */
import { toPlainText } from "../../src/answer/plain-text.ts";
import { quoteMarks } from "../../src/answer/quote-marks.ts";
import { isLongList, leftOutWords, shownIn } from "../../src/answer/shown.ts";
import { formatCount, formatNumber, words } from "../../src/answer/words.ts";
import { writtenIn } from "../../src/answer/written.ts";
import { isNeedOffered } from "../../src/needs/offer.ts";
import { needWords } from "../../src/needs/words.ts";
import type { Given, Known } from "../../src/reception/reception.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { CitationCards, CitationRows } from "./citation-card.tsx";
import { foreign, ItemLink } from "./facts.tsx";
import { Opinion } from "./opinion.tsx";
import { PopulationInput } from "./population-field.tsx";
import { SheetArticle } from "./render-sheet.tsx";
import { Suggestions } from "./suggestions.tsx";
import type { View } from "./view.ts";
import { councilPath, itineraryPath, pathOf } from "./wish-paths.ts";
import { webWords } from "./words.ts";
import { WrittenParagraph } from "./written.tsx";

/** What the chat page shows. */
export interface ChatPageProps {
  /** The question as it stands in the box: asked and answered ones leave it. */
  readonly question: string;
  readonly population: string;
  /** What cannot be read of the form, and the words that say so. */
  readonly fault?: { readonly field: "q" | "population"; readonly words: string };
  /** Questions of the conversation, oldest first; the answered one is the last. */
  readonly history: readonly string[];
  readonly given?: Given;
  /** The council of who asks: it filters where the form says no other population. */
  readonly council: Known["council"] | undefined;
  /** What became covered of what who asks had needed. */
  readonly news?: Sheet | undefined;
  readonly index: SearchIndex;
  readonly view: View;
}

/** The question box with the last answer above it. Without a script every answer is a page of its own. */
export function ChatPage(props: ChatPageProps) {
  const { given, history, view, index, news } = props;
  const answer = given?.answer;
  const say = webWords[view.language].chat;
  // A question that failed is not part of the conversation: it stands in the box again.
  const isLast = answer !== undefined && answer.kind !== "failed";
  const earlier = isLast ? history.slice(0, -1) : history;
  return (
    <div class={answer === undefined ? "chat" : "chat under-way"} id="chat">
      <h1>{say.title}</h1>
      <p class="intro">{say.intro}</p>
      <p class="automatic">
        <small>{receptionWords[view.language].notice}</small>
      </p>
      {news !== undefined && (
        <aside class="news">
          <SheetArticle sheet={news} isBeside index={index} view={view} />
        </aside>
      )}
      <section id="conversation" aria-label={say.conversation}>
        {earlier.length > 0 && (
          <div class="earlier">
            <p>{say.earlier}</p>
            <ul>
              {earlier.map((question) => (
                <li>{question}</li>
              ))}
            </ul>
          </div>
        )}
        {given !== undefined && <Turn given={given} index={index} view={view} />}
      </section>
      <ChatForm {...props} />
      {answer === undefined && history.length === 0 && <Beginning index={index} view={view} />}
    </div>
  );
}

function ChatForm({ question, population, fault, history, council, view, given }: ChatPageProps) {
  const say = webWords[view.language].chat;
  const faultOf = (field: "q" | "population") => (fault?.field === field ? fault.words : undefined);
  return (
    <form
      id="ask"
      class="no-print"
      method="post"
      action={view.link("/")}
      novalidate
      data-working={say.working}
      data-answered={say.answered}
      data-offline={say.offline}
      data-late={say.late}
      data-refused={say.refused}
      data-failed={say.failed}
      data-copied={say.copied}
      data-copy-failed={say.copyFailed}
      data-nothing-asked={say.nothingAsked}
    >
      <div id="history">
        {history.map((earlier) => (
          <input type="hidden" name="history" value={earlier} />
        ))}
      </div>
      <p class="question">
        <label for="q">{say.question}</label>
        <textarea
          id="q"
          name="q"
          rows={2}
          autofocus={given === undefined && faultOf("population") === undefined}
          aria-invalid={faultOf("q") === undefined ? undefined : "true"}
          aria-describedby="fault"
        >
          {question}
        </textarea>
        <button type="submit">{say.send}</button>
      </p>
      <p id="status" role="status" />
      <p id="fault" class="fault" role="alert">
        {faultOf("q")}
      </p>
      {view.hasAgenda && (
        <p class="population">
          <label for="population">{say.population}</label>
          <PopulationInput
            value={population}
            fault={faultOf("population")}
            hint={council === undefined ? say.populationHint : councilHint(council, view)}
          />
          <a href={view.link(councilPath)}>
            {council === undefined ? say.toCouncil : receptionWords[view.language].change}
          </a>
        </p>
      )}
      <p id="restart" hidden={given === undefined && history.length === 0}>
        <a href={view.link("/")}>{say.restart}</a>
      </p>
    </form>
  );
}

function councilHint(
  { name = "", population }: NonNullable<ChatPageProps["council"]>,
  { language }: View,
): string {
  const inhabitants = formatNumber(population, language);
  const council = receptionWords[language].council.value(name, inhabitants);
  return webWords[language].chat.councilHint(council);
}

/** What a newcomer may press: questions, and the axes. */
function Beginning({ index, view }: Pick<ChatPageProps, "index" | "view">) {
  if (!view.hasAgenda) return null;
  const say = webWords[view.language];
  return (
    <div id="beginning">
      {view.hasItinerary && (
        <p class="notice">
          {`${say.chat.newcomer} `}
          <a href={view.link(itineraryPath)}>{say.chat.toItinerary}</a>
        </p>
      )}
      <h2>{say.chat.examples}</h2>
      <Suggestions questions={words[view.language].suggestions.examples} />
      <h2>{say.chat.browse}</h2>
      <ul class="axes">
        {index.catalogue.list("axis").map((axis, at) => (
          <li class={`axis-${(at % 4) + 1}`}>
            <ItemLink item={axis} view={view} />
            <small>
              {formatCount(
                index.catalogue.list("action", { within: axis.id }).length,
                "action",
                view.language,
              )}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Turn(props: Required<Pick<ChatPageProps, "given" | "index" | "view">>) {
  const { given, index, view } = props;
  const { answer } = given;
  const { language } = answer;
  const say = webWords[view.language].chat;
  const shown = shownIn(answer);
  const left = leftOutWords(answer);
  const written = writtenIn(answer);
  const numbered = { marks: quoteMarks(answer, written), id: given.id };
  const Shown = isLongList(answer) ? CitationRows : CitationCards;
  return (
    <article class={`turn ${answer.kind}`} lang={foreign(language, view.language)}>
      <h2>{answer.question}</h2>
      {written !== undefined && <WrittenParagraph written={written} id={given.id} />}
      {answer.lead !== "" && <p class="lead">{answer.lead}</p>}
      {answer.kind === "abstained" && shown.length > 0 && <p>{words[language].nearest}</p>}
      <Shown
        citations={shown}
        language={language}
        isForPlan
        numbered={numbered}
        index={index}
        view={view}
      />
      {left !== "" && <p>{left}</p>}
      {answer.notes.map((note) => (
        <p class="note">{note}</p>
      ))}
      {answer.isForCouncil && (
        <p class="no-print" lang={foreign(view.language, language)}>
          <a href={view.link(councilPath)}>{receptionWords[view.language].change}</a>
        </p>
      )}
      {isNeedOffered(answer) && (
        <p class="no-print">
          {`${needWords[language].offer} `}
          <a href={view.link(pathOf({ kind: "need", answer: given.id }) ?? "")}>
            {needWords[language].record}
          </a>
        </p>
      )}
      <div class="after no-print">
        {answer.suggestions.length > 0 && (
          <div class="next">
            <h3 lang={foreign(view.language, language)}>{say.next}</h3>
            <Suggestions questions={answer.suggestions} />
          </div>
        )}
        <button
          type="button"
          class="copy"
          hidden
          lang={foreign(view.language, language)}
          data-text={toPlainText(answer)}
        >
          {say.copy}
        </button>
        <Opinion given={given} view={view} />
      </div>
    </article>
  );
}
