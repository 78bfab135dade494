import { expect, it } from "vitest";
import { violationsOn } from "./axe.ts";
import { describeInBrowser, shoot } from "./browser.ts";
import { adminOn, madeOffice } from "./made-office.ts";

const pages = [
  ["overview", "/admin"],
  ["usage", "/admin/us?weeks=52"],
  ["usage-4", "/admin/us?weeks=4"],
  ["questions", "/admin/preguntes"],
  ["needs", "/admin/necessitats"],
  ["onboarding", "/admin/acollida"],
  ["plans", "/admin/plans"],
  ["knowledge", "/admin/coneixement"],
  ["fault", "/admin/us?from=2026-02-30&to=2026-03-01"],
] as const;

describeInBrowser("the owners' reports in a browser", (site) => {
  const serveReports = () =>
    site.serveOtherwise({ web: adminOn(() => site.served.index, madeOffice()) });

  it.each([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 320 },
    { colorScheme: "light", width: 320 },
    { colorScheme: "dark", width: 1280 },
  ] as const)("are sound in the $colorScheme, $width wide", async ({ colorScheme, width }) => {
    const { base } = await serveReports();
    const viewport = { width, height: 900 };
    // What the policy refuses is a complaint of the console, which fails the test.
    const page = await site.open({ base, path: "/admin", colorScheme, viewport });
    for (const [name, path] of pages) {
      await page.goto(base + path);
      const [wide, seen] = await page.evaluate<[number, number]>(
        "[document.documentElement.scrollWidth, innerWidth]",
      );
      expect(wide, name).toBeLessThanOrEqual(seen);
      expect(await violationsOn(page), name).toEqual([]);
      await shoot(page, `admin-${name}-${width}-${colorScheme}`);
    }
  });

  it("draw one picture that is right in the light and in the dark", async () => {
    const { base } = await serveReports();
    const page = await site.open({ base, path: "/admin/us", colorScheme: "light" });
    const fill = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('.chart.large [fill^=\"var\"]')].map((one) => getComputedStyle(one).fill)",
      );
    const light = await fill();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await fill();
    expect(light.length).toBeGreaterThan(13 * 3);
    expect(light.filter((colour, at) => colour === dark[at])).toEqual([]);
    // What is not known would be black.
    expect([...light, ...dark]).not.toContain("rgb(0, 0, 0)");
    expect(new Set(dark).size).toBeGreaterThanOrEqual(5);
  });

  it("close needs without a script, and say what is wrong with a code", async () => {
    const { base } = await serveReports();
    const page = await site.open({
      base,
      path: "/admin/necessitats",
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    });
    const field = page.getByLabel("Quin element de l'Agenda la cobreix?").first();
    await field.fill("9.9.99");
    await field.press("Enter");
    await page.locator(".fault").waitFor();
    await shoot(page, "admin-needs-fault-320");
    expect(await field.inputValue()).toBe("9.9.99");
    await field.fill("2.3.1");
    await page.getByRole("button", { name: /^Ja la cobreix: Un model de plec/ }).click();
    await page.getByRole("status").waitFor();
    await shoot(page, "admin-needs-done-320");
    expect(await page.getByRole("status").innerText()).toContain("s'han tancat 2 necessitats");
  });

  it("let their tables and pictures be scrolled without a mouse, and fit on paper", async () => {
    const { base } = await serveReports();
    const viewport = { width: 320, height: 800 };
    const page = await site.open({ base, path: "/admin/us?weeks=52", viewport });
    const picture = page.locator(".drawing.scroll").first();
    await picture.focus();
    await page.keyboard.press("ArrowRight");
    const scrolled = () =>
      page.evaluate<number>("document.querySelector('.drawing.scroll').scrollLeft");
    await expect.poll(scrolled).toBeGreaterThan(0);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 700, height: 900 });
    const [wide, seen] = await page.evaluate<[number, number]>(
      "[document.documentElement.scrollWidth, innerWidth]",
    );
    expect(wide).toBeLessThanOrEqual(seen);
    await shoot(page, "admin-usage-print");
  });
});
