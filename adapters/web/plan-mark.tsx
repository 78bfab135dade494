/** @jsxRuntime automatic @jsxImportSource preact */
import type { PlanStatus } from "../../src/plan/plan.ts";

/** Width and height of a mark. */
export const markSize = 16;

/** How far an action is, told by its shape: the colour says the axis only. */
export function StatusMark({ status }: { readonly status: PlanStatus }) {
  switch (status) {
    case "proposed":
      return <circle class="line" cx="8" cy="8" r="6" stroke-width="2" stroke-dasharray="3 2.3" />;
    case "under-way":
      return (
        <g>
          <circle class="line" cx="8" cy="8" r="6.5" stroke-width="2" />
          <path class="full" d="M8 1.5 A6.5 6.5 0 0 1 8 14.5 Z" />
        </g>
      );
    case "done":
      return (
        <g>
          <rect class="full" x="1" y="1" width="14" height="14" rx="3" />
          <path class="tick" d="M4 8.3 L7 11.2 L12.2 5" stroke-width="2.2" />
        </g>
      );
    case "dropped":
      return <path class="line" d="M3 3 L13 13 M13 3 L3 13" stroke-width="2.4" />;
  }
}
