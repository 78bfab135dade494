/** @jsxRuntime automatic @jsxImportSource preact */
import { formatDate } from "../../src/language/format-date.ts";
import { type AskedPeriod, dayOf, presetWeeks } from "./admin-period.ts";
import { adminWords } from "./admin-words.ts";
import type { View } from "./view.ts";

interface PeriodProps {
  readonly asked: AskedPeriod;
  /** Path of the report. */
  readonly path: string;
  readonly view: View;
}

/** Which time is shown, and what else could be. */
export function PeriodForm({ asked, path, view }: PeriodProps) {
  const say = adminWords[view.language].period;
  const { fromMs, toMs } = asked.period;
  const [first, last] = [fromMs, toMs - 1].map((ms) => formatDate(dayOf(ms), view.language));
  const isFaulty = asked.faults.from !== undefined || asked.faults.to !== undefined;
  return (
    <section class="period" aria-label={say.title}>
      <p>
        {isFaulty && `${say.fixed} `}
        {say.shown(`${first} – ${last}`)}
      </p>
      <ul class="presets no-print">
        {presetWeeks.map((weeks) => (
          <li>
            <a
              href={view.link(`${path}?weeks=${weeks}`)}
              aria-current={asked.weeks === weeks && !isFaulty ? "true" : undefined}
            >
              {say.weeks(weeks)}
            </a>
          </li>
        ))}
      </ul>
      <form class="no-print" method="get" action={view.link(path)}>
        {Object.entries(view.carried).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Day name="from" asked={asked} view={view} />
        <Day name="to" asked={asked} view={view} />
        <p>
          <button type="submit">{say.show}</button>
        </p>
        <small id="period-hint">{say.hint}</small>
      </form>
    </section>
  );
}

function Day(props: {
  readonly name: "from" | "to";
  readonly asked: AskedPeriod;
  readonly view: View;
}) {
  const { name, asked, view } = props;
  const say = adminWords[view.language].period;
  const fault = asked.faults[name];
  const isFirstFault = fault !== undefined && (name === "from" || asked.faults.from === undefined);
  const id = `period-${name}`;
  const common = {
    id,
    name,
    value: asked[name],
    autofocus: isFirstFault,
    "aria-invalid": fault === undefined ? undefined : ("true" as const),
    "aria-describedby": fault === undefined ? "period-hint" : `${id}-fault period-hint`,
  };
  return (
    <p>
      <label for={id}>{say[name]}</label>
      {/* What is no date cannot stand in a field of dates, and would be lost. */}
      {fault === undefined ? <input type="date" {...common} /> : <input type="text" {...common} />}
      {fault !== undefined && (
        <strong id={`${id}-fault`} class="fault">
          {say[fault]}
        </strong>
      )}
    </p>
  );
}
