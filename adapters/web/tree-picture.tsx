/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Catalogue } from "../../src/agenda/catalogue.ts";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatCount } from "../../src/answer/words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";
import { wrapLabel } from "./wrap-label.ts";
import { printable } from "./xml-text.ts";

/** Measures of a drawing, in units of its view box. */
interface Layout {
  readonly name: "wide" | "narrow";
  readonly width: number;
  /** Height of an objective and, when it stands on a line of its own, of an axis. */
  readonly row: number;
  readonly axisRow: number;
  /** Left end of an objective's words, and letters that fit there. */
  readonly labelAt: number;
  readonly labelChars: number;
  /** Letters of an axis that fit on a line. */
  readonly axisChars: number;
  /** Left end of the dots, and how far below an objective's words they stand. */
  readonly dotsAt: number;
  readonly dotsDown: number;
  readonly font: number;
}

const layouts: readonly Layout[] = [
  {
    name: "wide",
    width: 1000,
    row: 36,
    axisRow: 0,
    labelAt: 330,
    labelChars: 64,
    axisChars: 28,
    dotsAt: 780,
    dotsDown: 0,
    font: 15,
  },
  {
    name: "narrow",
    width: 340,
    row: 48,
    axisRow: 44,
    labelAt: 18,
    labelChars: 42,
    axisChars: 36,
    dotsAt: 23,
    dotsDown: 18,
    font: 15,
  },
];

/** Colours of the axes where no style sheet is at hand; the page's own sheet sets others for dark screens. */
const colours = ["#8b1a2f", "#0b5a7a", "#3f6212", "#6b3fa0"];
const dotStep = 14;
const dotRadius = 4.5;
/** Dots of one objective: beyond them only the number tells. */
const mostDots = 14;
const gap = 18;
/** Right end of an axis that stands beside its objectives. */
const axisEnd = 270;
/** Height of a line in letters of its size. */
const lineSpacing = 1.2;

/** The tree of the Agenda as a picture that can be clicked: axes, objectives and a dot for each action. */
export function TreePicture({ catalogue, view }: Drawn) {
  const say = webWords[view.language].agenda;
  return (
    <figure class="tree">
      {layouts.map((layout) => (
        <Drawing layout={layout} catalogue={catalogue} view={view} />
      ))}
      <figcaption>
        {`${say.mapHint} `}
        <a class="no-print" href={view.link("/agenda.svg")} {...view.outside}>
          {say.picture}
        </a>
      </figcaption>
    </figure>
  );
}

/** The wide picture as a file of its own. Its links are whole addresses. */
export function treeSvg(catalogue: Catalogue, view: View): string {
  const [layout] = layouts;
  const absolute: View = {
    ...view,
    item: (id) => new URL(view.item(id), view.publicUrl).href,
  };
  return layout === undefined
    ? ""
    : printable(
        renderToString(<Drawing layout={layout} catalogue={catalogue} view={absolute} isFile />),
      );
}

interface Drawn {
  readonly catalogue: Catalogue;
  readonly view: View;
}

function Drawing(props: Drawn & { readonly layout: Layout; readonly isFile?: boolean }) {
  const { catalogue, view, layout, isFile } = props;
  const parts: JSX.Element[] = [];
  let top = gap / 2;
  catalogue.list("axis").forEach((axis, at) => {
    const objectives = catalogue.children(axis.id);
    const height = layout.axisRow + heightOf(objectives, layout);
    parts.push(
      <Branch
        axis={axis}
        objectives={objectives}
        catalogue={catalogue}
        view={view}
        layout={layout}
        top={top}
        colour={at % colours.length}
      />,
    );
    top += height + gap;
  });
  const title = webWords[view.language].agenda.map;
  return (
    <svg
      class={layout.name}
      viewBox={`0 0 ${layout.width} ${top}`}
      font-family="system-ui, sans-serif"
      font-size={layout.font}
      {...(isFile ? { xmlns: "http://www.w3.org/2000/svg", width: layout.width, height: top } : {})}
    >
      <title>{title}</title>
      {isFile && <rect width={layout.width} height={top} fill="#fff" />}
      {parts}
    </svg>
  );
}

interface BranchProps extends Drawn {
  readonly axis: KnowledgeItem;
  readonly objectives: readonly KnowledgeItem[];
  readonly layout: Layout;
  readonly top: number;
  readonly colour: number;
}

function Branch(props: BranchProps) {
  const { axis, objectives, catalogue, view, layout, top, colour } = props;
  const rows = top + layout.axisRow;
  const height = heightOf(objectives, layout);
  const axisY = layout.axisRow > 0 ? top + layout.axisRow / 2 : rows + height / 2;
  const actions = objectives.flatMap(({ id }) => catalogue.children(id)).length;
  return (
    <g class={`axis-${colour + 1}`} fill={colours[colour]} stroke-width="2">
      <AxisName
        item={axis}
        count={formatCount(actions, "action", view.language)}
        y={axisY}
        view={view}
        layout={layout}
      />
      {objectives.map((objective, at) => {
        const above = at === 0 ? 0 : heightOf(objectives.slice(0, at), layout);
        const y = rows + above + (layout.dotsDown > 0 ? layout.font : layout.row / 2);
        return (
          <>
            {layout.axisRow === 0 && (
              <path
                d={`M${axisEnd} ${axisY} C300 ${axisY} 290 ${y} ${layout.labelAt - 10} ${y}`}
                fill="none"
                stroke={colours[colour]}
                stroke-opacity="0.5"
              />
            )}
            <Objective item={objective} y={y} catalogue={catalogue} view={view} layout={layout} />
          </>
        );
      })}
    </g>
  );
}

function AxisName(props: {
  readonly item: KnowledgeItem;
  readonly count: string;
  readonly y: number;
  readonly view: View;
  readonly layout: Layout;
}) {
  const { item, count, y, view, layout } = props;
  const lines = wrapLabel(itemLabel(item), layout.axisChars);
  const lineHeight = layout.font * lineSpacing;
  const first = y - ((lines.length - 1) * lineHeight) / 2;
  const height = Math.max(layout.row, lines.length * lineHeight);
  const width = layout.axisRow > 0 ? layout.width : axisEnd;
  return (
    <a href={view.item(item.id)} lang={foreign(knowledgeLanguage, view.language)}>
      <title>{`${itemLabel(item)} ${count}`}</title>
      <Ground x={0} y={y - height / 2} width={width} height={height} />
      <text font-weight="700" dominant-baseline="middle">
        {lines.map((line, at) => (
          <tspan x="8" y={Math.round(first + at * lineHeight)}>
            {`${line} `}
          </tspan>
        ))}
      </text>
    </a>
  );
}

function Objective(props: {
  readonly item: KnowledgeItem;
  readonly y: number;
  readonly catalogue: Catalogue;
  readonly view: View;
  readonly layout: Layout;
}) {
  const { item, y, catalogue, view, layout } = props;
  const actions = catalogue.children(item.id).length;
  const name = `${itemLabel(item)} ${formatCount(actions, "action", view.language)}`;
  const lines = wrapLabel(itemLabel(item), layout.labelChars);
  const lineHeight = layout.font * lineSpacing;
  const dotsY = y + layout.dotsDown + (layout.dotsDown > 0 ? (lines.length - 1) * lineHeight : 0);
  const dots = Math.min(actions, mostDots);
  // Beside the dots the lines stand around the middle, above them they go down from the first.
  const first = layout.dotsDown > 0 ? y : y - ((lines.length - 1) * lineHeight) / 2;
  return (
    <a href={view.item(item.id)} lang={foreign(knowledgeLanguage, view.language)}>
      <title>{name}</title>
      <Ground
        x={layout.labelAt - 4}
        y={y - (layout.dotsDown > 0 ? layout.font : layout.row / 2)}
        width={layout.width - layout.labelAt + 4}
        height={heightOf([item], layout)}
      />
      <text class="objective" dominant-baseline="middle">
        {lines.map((line, at) => (
          <tspan x={layout.labelAt} y={Math.round(first + at * lineHeight)}>
            {`${line} `}
          </tspan>
        ))}
      </text>
      {Array.from({ length: dots }, (_, at) => (
        <circle cx={layout.dotsAt + at * dotStep} cy={dotsY} r={dotRadius} />
      ))}
      <text
        class="objective"
        x={layout.dotsAt + dots * dotStep + 2}
        y={dotsY}
        font-size={layout.font - 2}
        dominant-baseline="middle"
      >
        {actions}
      </text>
    </a>
  );
}

/** What can be pressed of a link beside its words and dots: all of its row. */
function Ground(box: Readonly<Record<"x" | "y" | "width" | "height", number>>) {
  return <rect {...box} fill="none" pointer-events="all" />;
}

/** Height of objectives one below the other; at least that of one. */
function heightOf(objectives: readonly KnowledgeItem[], layout: Layout): number {
  const { row, font, labelChars, dotsDown } = layout;
  if (dotsDown === 0) return Math.max(1, objectives.length) * row;
  const extraLines = objectives.map((item) => wrapLabel(itemLabel(item), labelChars).length - 1);
  return extraLines.reduce((sum, lines) => sum + row + lines * font * lineSpacing, 0) || row;
}
