import type { BenchFigures, Latency } from "./figures.ts";
import { goalsP99, largeCollection } from "./goals.ts";
import { number } from "./units.ts";

const size = { width: 760, height: 440 };
const plot = { left: 76, right: 600, top: 56, bottom: 372 };
/** Pixels between two labels at the ends of lines. */
const labelGap = 17;

type Point = readonly [passages: number, milliseconds: number];
type Place = readonly [x: number, y: number];

interface Line {
  readonly label: string;
  readonly className: string;
  readonly points: readonly Point[];
}

/** Powers of ten around the values, and where a value stands between them on the page. */
interface Axis {
  readonly ticks: readonly number[];
  place(value: number): number;
}

/** Latency against the number of passages, both in powers of ten. Readable on light and on dark pages. */
export function drawChart({ scales }: BenchFigures): string {
  const pointsOf = (latency: (at: (typeof scales)[number]) => number): Point[] =>
    scales.map((at) => [at.build.passages, Math.max(latency(at), 0.001)]);
  const pair = (
    name: string,
    color: string,
    latencyOf: (at: (typeof scales)[number]) => Latency,
  ): Line[] => [
    {
      label: `${name}, p99`,
      className: `${color} tail`,
      points: pointsOf((at) => latencyOf(at).p99),
    },
    { label: `${name}, p50`, className: color, points: pointsOf((at) => latencyOf(at).p50) },
  ];
  const lines = [
    ...pair("this assistant", "own", ({ answer }) => answer.answers.latencyMs),
    ...pair("MiniSearch", "other", ({ baseline }) => baseline.answers.latencyMs),
  ];
  const shipped = scales.find(({ scale }) => scale === 1);
  const goals: Point[] = [
    ...(shipped ? [[shipped.build.passages, goalsP99.shipped] as const] : []),
    [largeCollection, goalsP99.large],
  ];
  const all = [...lines.flatMap(({ points }) => points), ...goals];
  const x = axis(
    all.map(([passages]) => passages),
    plot.left,
    plot.right,
  );
  const y = axis(
    all.map(([, milliseconds]) => milliseconds),
    plot.bottom,
    plot.top,
  );
  const at = ([passages, milliseconds]: Point): Place => [x.place(passages), y.place(milliseconds)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="title">
<title id="title">Latency of one answer against the number of passages, this assistant and MiniSearch</title>
<style>${style}</style>
<text class="title" x="${plot.left}" y="26">Time of one answer, by size of the knowledge</text>
${grid(x, y)}
${lines.map((line) => drawLine(line.className, line.points.map(at))).join("\n")}
${goals.map((goal) => drawGoal(at(goal))).join("\n")}
${endLabels(lines, at)}
${legend}
</svg>
`;
}

const style = `
text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.title{font-size:16px;font-weight:600}.muted{fill:#59636e}
.grid{stroke:#d1d9e0;stroke-width:1}
path{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
.tail{stroke-dasharray:7 6}
.own{stroke:#0b5fc0}.other{stroke:#b3470b}
circle.own{fill:#0b5fc0;stroke:none}circle.other{fill:#b3470b;stroke:none}
text.own{fill:#0b5fc0;stroke:none}text.other{fill:#b3470b;stroke:none}
.goal{fill:none;stroke:#1a7f37;stroke-width:2}text.aim{fill:#1a7f37}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.muted{fill:#9da7b3}.grid{stroke:#3d444d}
.own{stroke:#6cb6ff}.other{stroke:#f0a35e}
circle.own,text.own{fill:#6cb6ff}circle.other,text.other{fill:#f0a35e}
.goal{stroke:#57c96f}text.aim{fill:#57c96f}}
`;

const legend = `<text class="muted" x="${plot.left}" y="${size.height - 12}">solid: p50 · dashed: p99</text>
<path class="goal" d="M${plot.left + 190} ${size.height - 16}m-6 0l6 -6l6 6l-6 6z"/>
<text class="aim" x="${plot.left + 204}" y="${size.height - 12}">goal for the p99 of this assistant</text>`;

function axis(values: readonly number[], from: number, to: number): Axis {
  const logs = values.map(Math.log10);
  const low = Math.floor(Math.min(...logs));
  const high = Math.max(Math.ceil(Math.max(...logs)), low + 1);
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)),
    place: (value) => round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
  };
}

function grid(x: Axis, y: Axis): string {
  const vertical = x.ticks.map(
    (tick) =>
      `<line class="grid" x1="${x.place(tick)}" x2="${x.place(tick)}" y1="${plot.top}" y2="${plot.bottom}"/>` +
      `<text class="muted" text-anchor="middle" x="${x.place(tick)}" y="${plot.bottom + 20}">${number(tick)}</text>`,
  );
  const horizontal = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y.place(tick)}" y2="${y.place(tick)}"/>` +
      `<text class="muted" text-anchor="end" x="${plot.left - 8}" y="${y.place(tick) + 4}">${timeOf(tick)}</text>`,
  );
  const caption = `<text class="muted" text-anchor="end" x="${plot.right}" y="${plot.bottom + 40}">passages</text>`;
  return [...vertical, ...horizontal, caption].join("\n");
}

function drawLine(className: string, places: readonly Place[]): string {
  const color = className.split(" ")[0] ?? "";
  const path = `<path class="${className}" d="M${places.map((place) => place.join(" ")).join("L")}"/>`;
  const dots = places.map(([x, y]) => `<circle class="${color}" cx="${x}" cy="${y}" r="3.5"/>`);
  return path + dots.join("");
}

function drawGoal([x, y]: Place): string {
  return `<path class="goal" d="M${x} ${y}m-6 0l6 -6l6 6l-6 6z"/>`;
}

/** Names stand at the ends of their lines, moved apart where they would meet. */
function endLabels(lines: readonly Line[], at: (point: Point) => Place): string {
  const ends = lines
    .flatMap(({ label, className, points }) => {
      const last = points.at(-1);
      if (last === undefined) return [];
      const [x, y] = at(last);
      return [{ label, color: className.split(" ")[0] ?? "", x, y }];
    })
    .sort((a, b) => a.y - b.y);
  let free = plot.top;
  return ends
    .map(({ label, color, x, y }) => {
      const line = Math.max(free, y);
      free = line + labelGap;
      return `<text class="${color}" x="${round(x + 10)}" y="${round(line + 4)}">${label}</text>`;
    })
    .join("\n");
}

function timeOf(milliseconds: number): string {
  return milliseconds < 1_000 ? `${number(milliseconds)} ms` : `${number(milliseconds / 1_000)} s`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
