import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axeOptions: axe.RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};

/** What axe finds wrong on pages of one site, which are opened one after the other. */
export async function violationsOnAll(
  page: Page,
  paths: readonly string[],
  options: axe.RunOptions = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(new URL(path, page.url()).href);
    found.push(...(await violationsOn(page, options)));
  }
  return found;
}

/** What axe finds wrong, one line a rule and an element. */
export async function violationsOn(page: Page, options: axe.RunOptions = {}): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ ...axeOptions, ...options })})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${new URL(page.url()).pathname}: ${id}: ${html.slice(0, 120)}`),
  );
}
