/** @jsxRuntime automatic @jsxImportSource preact */
import type { Part, ProgressStep } from "../../src/reception/sheet.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";

/** Measures in units of the view box, which are pixels at most. */
const cell = 44;
const box = 32;
const rowHeight = 50;
const mostInRow = 8;
const width = cell * mostInRow;
const legendHeight = 30;
const margin = (cell - box) / 2;

/** Colours of the axes that the style sheet has. */
const colours = 4;

const states = ["done", "current", "open"] as const;

/** How far somebody is: a box for each step in the colour of its axis, ticked, pointed at, or with its number alone. */
export function ProgressPicture(props: {
  readonly progress: Extract<Part, { readonly kind: "progress" }>;
  /** Makes the names of this picture's elements. */
  readonly id: string;
  readonly index: SearchIndex;
  readonly view: View;
}) {
  const { progress, id, index, view } = props;
  const { label, steps } = progress;
  const say = webWords[view.language].sheet.states;
  const rows = Math.max(1, Math.ceil(steps.length / mostInRow));
  const inRow = Math.max(1, Math.ceil(steps.length / rows));
  const axes = index.catalogue.list("axis").map((axis) => axis.id);
  const described = steps.map(({ title, state }, at) => `${at + 1}. ${title}: ${say[state]}.`);
  const legendY = rows * rowHeight + legendHeight / 2;
  return (
    <figure class="progress">
      <svg
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
        viewBox={`0 0 ${width} ${rows * rowHeight + legendHeight}`}
        font-family="system-ui, sans-serif"
        font-size="15"
      >
        <title id={`${id}-title`}>{label}</title>
        <desc id={`${id}-desc`}>{described.join(" ")}</desc>
        {steps.map((step, at) => (
          <Box
            step={step}
            number={at + 1}
            x={(at % inRow) * cell + margin}
            y={Math.floor(at / inRow) * rowHeight + 4}
            colour={colourOf(step.axis, axes)}
          />
        ))}
        {states.map((state, at) => (
          <g class="legend">
            <g transform={`translate(${6 + at * (width / 3)} ${legendY - 9}) scale(0.56)`}>
              <Shape state={state} />
            </g>
            <text x={6 + at * (width / 3) + 26} y={legendY} dominant-baseline="central">
              {say[state]}
            </text>
          </g>
        ))}
      </svg>
      {/* The picture's own name, for who sees it. */}
      <figcaption aria-hidden="true">{label}</figcaption>
    </figure>
  );
}

function Box(props: {
  readonly step: ProgressStep;
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}) {
  const { step, number, x, y, colour } = props;
  return (
    <g class={colour} transform={`translate(${x} ${y})`}>
      <title>{`${number}. ${step.title}`}</title>
      <Shape state={step.state} />
      {step.state !== "done" && (
        <text
          x={box / 2}
          y={box / 2}
          text-anchor="middle"
          dominant-baseline="central"
          font-weight={step.state === "current" ? 700 : 400}
        >
          {number}
        </text>
      )}
    </g>
  );
}

/** Told apart by their shapes: the colour says the axis only. */
function Shape({ state }: Pick<ProgressStep, "state">) {
  const rim = state === "current" ? 4 : 1.5;
  return (
    <g class={state}>
      <rect
        x={rim / 2}
        y={rim / 2}
        width={box - rim}
        height={box - rim}
        rx="6"
        stroke-width={rim}
        stroke-dasharray={state === "open" ? "4 3" : undefined}
      />
      {state === "done" && <path d="M8 16.5 L14 22.5 L24.5 10.5" stroke-width="3.5" />}
      {state === "current" && (
        <polygon
          points={`${box / 2 - 7},${box + 9} ${box / 2 + 7},${box + 9} ${box / 2},${box + 2}`}
        />
      )}
    </g>
  );
}

function colourOf(axis: string | undefined, axes: readonly string[]): string {
  const at = axis === undefined ? -1 : axes.indexOf(axis);
  return at < 0 ? "no-axis" : `axis-${(at % colours) + 1}`;
}
