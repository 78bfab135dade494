import { groundColour } from "./colours.ts";

/** A pattern on a surface, as ECharts takes it. */
interface Decal {
  readonly symbol: string;
  readonly symbolSize?: number;
  readonly color?: string;
  readonly dashArrayX?: number[] | number[][];
  readonly dashArrayY?: number[];
  readonly rotation?: number;
}

/** Patterns of the series, in their order: full, stripes, dots, lines. They say without colour what the colours say. */
export const decals: readonly Decal[] = [
  { symbol: "none" },
  {
    symbol: "rect",
    symbolSize: 1,
    color: groundColour,
    dashArrayX: [1, 0],
    dashArrayY: [1.8, 4.2],
    rotation: -Math.PI / 4,
  },
  {
    symbol: "circle",
    symbolSize: 0.9,
    color: groundColour,
    dashArrayX: [
      [5, 5],
      [0, 5, 5, 0],
    ],
    dashArrayY: [5, 0],
  },
  {
    symbol: "rect",
    symbolSize: 1,
    color: groundColour,
    dashArrayX: [1, 0],
    dashArrayY: [1.8, 3.2],
    rotation: Math.PI / 2,
  },
];
