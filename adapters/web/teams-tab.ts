/**
 * Who may show the pages in a frame where they are a tab of Teams, as its documentation lists them:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/tabs/how-to/tab-requirements
 */
export const teamsFrameAncestors: readonly string[] = [
  "https://*.cloud.microsoft",
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://*.microsoft365.com",
  "https://*.office.com",
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook-sdf.office.com",
  "https://outlook-sdf.office365.com",
];

/** Query parameter with which Teams opens its tab. It goes along with every link: storage may be forbidden in a frame. */
export const themeParameter = "theme";

/** How a tab is to look. */
export type Theme = "light" | "dark" | "contrast";

const themes = new Map<string, Theme>([
  ["dark", "dark"],
  // Light letters on what shimmers through.
  ["glass", "dark"],
  ["contrast", "contrast"],
]);

/** The theme that an address names; what Teams calls by another name is light. Undefined outside of its tab. */
export function readTheme(parameter: unknown): Theme | undefined {
  return typeof parameter === "string" ? (themes.get(parameter) ?? "light") : undefined;
}

/** Attributes of a link whose end no frame may show, or that would leave the tab without a way back. */
export const outsideOfTab = { target: "_blank", rel: "noopener" } as const;
