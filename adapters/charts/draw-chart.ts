import { createHash } from "node:crypto";
import type { Chart, DrawChart } from "../../src/owners/chart.ts";
import { chartOption, sizeOf } from "./chart-option.ts";
import { pageSvg } from "./page-svg.ts";

/** The library takes tens of megabytes: it is loaded with the first chart. */
let library: Promise<typeof import("echarts/core")> | undefined;

/** Draws with ECharts, without a browser. */
export const drawChart: DrawChart = async (chart) => {
  library ??= load();
  const { init } = await library;
  const drawing = init(null, null, { renderer: "svg", ssr: true, ...sizeOf(chart) });
  try {
    drawing.setOption(chartOption(chart));
    return pageSvg(drawing.renderToSVGString(), chart.description, idOf(chart));
  } finally {
    // Timers of it would keep the process alive.
    drawing.dispose();
  }
};

async function load(): Promise<typeof import("echarts/core")> {
  const [core, { BarChart }, { AriaComponent, GridComponent, LegendComponent }, { SVGRenderer }] =
    await Promise.all([
      import("echarts/core"),
      import("echarts/charts"),
      import("echarts/components"),
      import("echarts/renderers"),
    ]);
  core.use([BarChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer]);
  return core;
}

/** The same for the same chart, so that a page that has not changed is the same page. */
function idOf(chart: Chart): string {
  const digest = createHash("sha256").update(JSON.stringify(chart)).digest("hex");
  return `chart-${digest.slice(0, 12)}`;
}
