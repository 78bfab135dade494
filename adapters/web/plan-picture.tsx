/** @jsxRuntime automatic @jsxImportSource preact */
import type { Catalogue } from "../../src/agenda/catalogue.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatNumber } from "../../src/answer/words.ts";
import { type PlanEntry, planStatuses } from "../../src/plan/plan.ts";
import { planWords } from "../../src/plan/words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { markSize, StatusMark } from "./plan-mark.tsx";
import { type PlanCell, type PlanLane, timelineOf } from "./plan-timeline.ts";
import { planPageWords } from "./plan-words.ts";
import type { View } from "./view.ts";
import { wrapLabel } from "./wrap-label.ts";

/** Measures in units of the view box, which are pixels on a wide page. */
const wide = { name: "wide", width: 1000, labelWidth: 230, font: 14 } as const;
const narrow = { name: "narrow", width: 340, labelWidth: 0, font: 15 } as const;
/** Width and height of a mark with its code. */
const markWidth = 66;
const markHeight = 26;
/** Marks of one cell; beyond them only the number tells. */
const mostMarks = 12;
const headHeight = 30;
const padding = 8;
const labelChars = 30;

/** What the picture of a plan is made of. */
export interface PlanPictureProps {
  readonly entries: readonly PlanEntry[];
  readonly catalogue: Catalogue;
  readonly view: View;
  /** Where a mark leads to. */
  readonly linkTo: (item: string) => string;
}

/** The plan in time: quarters across and axes as lanes; on a narrow page the quarters one below the other. */
export function PlanPicture(props: PlanPictureProps) {
  const { entries, catalogue, view } = props;
  const say = planPageWords[view.language];
  const timeline = timelineOf(entries, catalogue, view.language);
  const desc = timeline.columns
    .map(({ label, count }) => `${label}: ${formatNumber(count, view.language)}.`)
    .join(" ");
  const drawn = { ...props, ...timeline, desc };
  return (
    <figure class="timeline">
      <Wide {...drawn} />
      <Narrow {...drawn} />
      <Legend view={view} />
      <figcaption>{say.picture.hint}</figcaption>
    </figure>
  );
}

interface DrawnProps extends PlanPictureProps {
  readonly columns: readonly { readonly label: string; readonly count: number }[];
  readonly lanes: readonly PlanLane[];
  /** By lane, then by column. */
  readonly cells: readonly (readonly PlanCell[])[];
  readonly desc: string;
}

function Wide(props: DrawnProps) {
  const { columns, lanes, cells, view, desc } = props;
  const { width, labelWidth, font } = wide;
  const columnWidth = (width - labelWidth) / Math.max(1, columns.length);
  const inRow = Math.max(1, Math.floor((columnWidth - 4) / markWidth));
  const heights = lanes.map((_, at) =>
    Math.max(52, ...(cells[at] ?? []).map((cell) => heightOf(cell, inRow) + 2 * padding)),
  );
  const tops = heights.map((_, at) => headHeight + sum(heights.slice(0, at)));
  const total = headHeight + sum(heights);
  const x = (column: number) => labelWidth + column * columnWidth;
  return (
    <svg
      class="wide"
      viewBox={`0 0 ${width} ${total}`}
      font-family="system-ui, sans-serif"
      font-size={font}
    >
      <title>{planPageWords[view.language].picture.title}</title>
      <desc>{desc}</desc>
      {columns.map(({ label }, at) => (
        <g class="quarter">
          <path d={`M${x(at)} ${headHeight - 8} V${total}`} />
          <text x={x(at) + 6} y={headHeight / 2} dominant-baseline="middle">
            {label}
          </text>
        </g>
      ))}
      {lanes.map((lane, laneAt) => {
        const top = tops[laneAt] ?? 0;
        return (
          <g class={lane.colour}>
            <path class="lane" d={`M0 ${top} H${width}`} />
            <rect x="0" y={top + 6} width="5" height={(heights[laneAt] ?? 0) - 12} rx="2" />
            <LaneName lane={lane} top={top + padding + 12} view={view} />
            {columns.map((_, at) => (
              <Marks
                {...props}
                cell={cells[laneAt]?.[at]}
                x={x(at) + 6}
                y={top + padding}
                inRow={inRow}
              />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

function LaneName(props: { readonly lane: PlanLane; readonly top: number; readonly view: View }) {
  const { lane, top, view } = props;
  return (
    <text class="name" lang={lane.isOurs ? undefined : foreign(knowledgeLanguage, view.language)}>
      {wrapLabel(lane.label, labelChars).map((line, at) => (
        <tspan x="14" y={top + at * 17}>
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}

/** Only the lanes that have something in a quarter are drawn there: a telephone is higher than wide. */
function Narrow(props: DrawnProps) {
  const { columns, lanes, cells, view, desc } = props;
  const { width, font } = narrow;
  const inRow = Math.floor((width - 14) / markWidth);
  let top = 0;
  const quarters = columns.map(({ label }, column) => {
    const head = top;
    top += headHeight;
    const rows = lanes.flatMap((lane, laneAt) => {
      const cell = cells[laneAt]?.[column];
      if (cell === undefined || cell.count === 0) return [];
      const y = top;
      const height = 22 + heightOf(cell, inRow) + padding;
      top += height;
      return [{ lane, cell, y, height }];
    });
    return { label, head, rows };
  });
  return (
    <svg
      class="narrow"
      viewBox={`0 0 ${width} ${top + 2}`}
      font-family="system-ui, sans-serif"
      font-size={font}
    >
      <title>{planPageWords[view.language].picture.title}</title>
      <desc>{desc}</desc>
      {quarters
        .filter(({ rows }) => rows.length > 0)
        .map(({ label, head, rows }) => (
          <>
            <g class="quarter">
              <path d={`M0 ${head + headHeight - 3} H${width}`} />
              <text x="0" y={head + headHeight / 2} dominant-baseline="middle">
                {label}
              </text>
            </g>
            {rows.map(({ lane, cell, y, height }) => (
              <g class={lane.colour}>
                <rect x="0" y={y + 3} width="5" height={height - 6} rx="2" />
                <text
                  class="name"
                  x="14"
                  y={y + 12}
                  dominant-baseline="middle"
                  font-size="13"
                  lang={lane.isOurs ? undefined : foreign(knowledgeLanguage, view.language)}
                >
                  {wrapLabel(lane.label, 44)[0]}
                </text>
                <Marks {...props} cell={cell} x={14} y={y + 22} inRow={inRow} />
              </g>
            ))}
          </>
        ))}
    </svg>
  );
}

function Marks(
  props: PlanPictureProps & {
    readonly cell: PlanCell | undefined;
    readonly x: number;
    readonly y: number;
    readonly inRow: number;
  },
) {
  const { cell, catalogue, view, linkTo, x, y, inRow } = props;
  if (cell === undefined) return null;
  const { statuses } = planWords[view.language];
  const shown = shownOf(cell);
  const place = (at: number) => ({
    left: x + (at % inRow) * markWidth,
    top: y + Math.floor(at / inRow) * markHeight,
  });
  const rest = cell.count - shown.length;
  const more = place(shown.length);
  return (
    <>
      {shown.map((entry, at) => {
        const { left, top } = place(at);
        const item = catalogue.get(entry.item);
        const name = item === undefined ? `${entry.item}. ${entry.title}` : itemLabel(item);
        return (
          <a href={linkTo(entry.item)}>
            <title>{`${name}: ${statuses[entry.status]}`}</title>
            <rect
              class="ground"
              x={left}
              y={top}
              width={markWidth - 4}
              height={markHeight - 1}
              rx="4"
            />
            <g transform={`translate(${left + 2} ${top + 5})`}>
              <StatusMark status={entry.status} />
            </g>
            <text x={left + markSize + 6} y={top + markHeight / 2} dominant-baseline="middle">
              {entry.item.slice(0, 6)}
            </text>
          </a>
        );
      })}
      {rest > 0 && (
        <text x={more.left + 4} y={more.top + markHeight / 2} dominant-baseline="middle">
          {`+${formatNumber(rest, view.language)}`}
        </text>
      )}
    </>
  );
}

function shownOf({ entries, count }: PlanCell): readonly PlanEntry[] {
  return count <= mostMarks ? entries : entries.slice(0, mostMarks - 1);
}

function heightOf(cell: PlanCell, inRow: number): number {
  return Math.ceil(Math.min(cell.count, mostMarks) / inRow) * markHeight;
}

function Legend({ view }: { readonly view: View }) {
  const { statuses } = planWords[view.language];
  return (
    <ul class="legend">
      {planStatuses.map((status) => (
        <li>
          <svg viewBox={`0 0 ${markSize} ${markSize}`} aria-hidden="true">
            <StatusMark status={status} />
          </svg>
          {statuses[status]}
        </li>
      ))}
    </ul>
  );
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}
