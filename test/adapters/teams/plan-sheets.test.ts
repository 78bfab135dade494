import { expect, it } from "vitest";
import { renderSheet } from "../../../adapters/teams/render-sheet.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { needSheets } from "../need-sheets.ts";
import { neededIn, planSheets } from "../plan-sheets.ts";
import { faultsInMessage } from "./card-rules.ts";
import { textsOf } from "./reading.ts";

it(
  "shows the sheets of a long plan, and of many needs, whole",
  async () => {
    const { index } = await openAssistant();
    for (const sheet of [...planSheets(index), ...needSheets(index)]) {
      const message = renderSheet(sheet);
      expect(faultsInMessage(message)).toEqual([]);
      const shown = textsOf(message).join("\n");
      expect(neededIn(sheet).filter((text) => !shown.includes(text))).toEqual([]);
    }
  },
  buildTimeoutMs,
);
