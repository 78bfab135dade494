/**
 * Colours that ECharts is given, each with the custom property of the page's style sheet that takes its place: so one
 * picture is right in the light and in the dark.
 */
export const pageColours: Readonly<Record<string, string>> = {
  "#010001": "--chart-1",
  "#010002": "--chart-2",
  "#010003": "--chart-3",
  "#010004": "--chart-4",
  "#010101": "--ink",
  "#010102": "--soft",
  "#010103": "--line",
  "#010104": "--sheet",
};

/** Of the series, in their order; from the fifth on they begin again. */
export const seriesColours = ["#010001", "#010002", "#010003", "#010004"] as const;
export const inkColour = "#010101";
export const softColour = "#010102";
export const lineColour = "#010103";
export const groundColour = "#010104";
