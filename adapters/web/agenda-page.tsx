/** @jsxRuntime automatic @jsxImportSource preact */
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { formatCount } from "../../src/answer/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { foreign, ItemLink, knowledgeLanguage } from "./facts.tsx";
import { searchPath } from "./search-query.ts";
import { TreePicture } from "./tree-picture.tsx";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";

interface AgendaPageProps {
  readonly index: SearchIndex;
  readonly view: View;
}

/** Items of one kind that are listed at once: a library of imported text has a hundred thousand. */
const mostListed = 200;
/** Actions up to which the tree is drawn and shown whole; in a larger one each objective lists its own. */
const mostActions = 1_000;

/** Everything there is: the tree as a picture and as lists, the pages and the documents. */
export function AgendaPage({ index, view }: AgendaPageProps) {
  const { catalogue } = index;
  const say = webWords[view.language];
  const isWhole = catalogue.list("action").length <= mostActions;
  return (
    <>
      <h1>{view.hasAgenda ? say.agenda.title : say.nav.agenda}</h1>
      {view.hasAgenda && (
        <>
          <p>{say.agenda.intro}</p>
          {isWhole && <TreePicture catalogue={catalogue} view={view} />}
        </>
      )}
      {catalogue.list("axis").map((axis) => (
        <Axis axis={axis} isWhole={isWhole} index={index} view={view} />
      ))}
      <Others kind="page" title={say.agenda.pages} index={index} view={view} />
      <Others kind="document" title={say.agenda.documents} index={index} view={view} />
    </>
  );
}

function Axis({
  axis,
  isWhole,
  index,
  view,
}: AgendaPageProps & { readonly axis: KnowledgeItem; readonly isWhole: boolean }) {
  const { catalogue } = index;
  return (
    <section class="axis" lang={foreign(knowledgeLanguage, view.language)}>
      <h2>
        <ItemLink item={axis} view={view} />
      </h2>
      {catalogue.children(axis.id).map((objective) => {
        const actions = catalogue.children(objective.id);
        return (
          <>
            <h3>
              <ItemLink item={objective} view={view} />{" "}
              <small lang={view.language}>
                {formatCount(actions.length, "action", view.language)}
              </small>
            </h3>
            {isWhole && (
              <ItemList
                items={actions}
                more={searchPath({ axis: objective.id, kind: "action" })}
                view={view}
              />
            )}
          </>
        );
      })}
    </section>
  );
}

function Others(
  props: AgendaPageProps & { readonly kind: "page" | "document"; readonly title: string },
) {
  const items = props.index.catalogue.list(props.kind);
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <ItemList items={items} more={searchPath({ kind: props.kind })} view={props.view} />
    </section>
  );
}

function ItemList(props: {
  readonly items: readonly KnowledgeItem[];
  /** Where the rest is, when there are too many. */
  readonly more: string;
  readonly view: View;
}) {
  const { items, more, view } = props;
  return (
    <>
      <ul>
        {items.slice(0, mostListed).map((item) => (
          <li>
            <ItemLink item={item} view={view} />
          </li>
        ))}
      </ul>
      {items.length > mostListed && (
        <p>
          <a href={view.link(more)}>{webWords[view.language].agenda.all}</a>
        </p>
      )}
    </>
  );
}
