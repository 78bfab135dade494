import { expect, it } from "vitest";
import { renderSheet } from "../../../adapters/slack/render-sheet.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { needSheets } from "../need-sheets.ts";
import { neededIn, planSheets } from "../plan-sheets.ts";
import { faultsInMessage } from "./block-kit.ts";
import { textsOf } from "./reading.ts";

it(
  "shows the sheets of a long plan, and of many needs, whole",
  async () => {
    const { index } = await openAssistant();
    for (const sheet of [...planSheets(index), ...needSheets(index)]) {
      const message = renderSheet(sheet);
      expect(faultsInMessage(message)).toEqual([]);
      const filled = nodesOf(message.blocks).flatMap(({ initial_value: value }) => value ?? []);
      const shown = [...textsOf(message.blocks), ...filled].join("\n");
      expect(neededIn(sheet).filter((text) => !shown.includes(text))).toEqual([]);
    }
  },
  buildTimeoutMs,
);
