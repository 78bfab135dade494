/** Evidence of one question, and whether the knowledge covers it. */
export interface Case {
  readonly evidence: readonly number[];
  readonly isCovered: boolean;
  /** How much the case counts beside others. */
  readonly weight: number;
}

/** Weights for the raw evidence, and the bias. */
export interface Logit {
  readonly weights: readonly number[];
  readonly bias: number;
}

const rounds = 3_000;
const rate = 0.5;
const ridge = 0.01;

/** L2 logistic regression with balanced classes, by gradient descent on standardised evidence. */
export function fitConfidence(cases: readonly Case[]): Logit {
  const size = cases[0]?.evidence.length ?? 0;
  const mean = Array.from({ length: size }, (_, at) =>
    average(cases.map(({ evidence }) => evidence[at] ?? 0)),
  );
  const spread = mean.map((middle, at) => {
    const variance = average(cases.map(({ evidence }) => ((evidence[at] ?? 0) - middle) ** 2));
    return Math.sqrt(variance) || 1;
  });
  const rows = cases.map(({ evidence }) =>
    evidence.map((value, at) => (value - (mean[at] ?? 0)) / (spread[at] ?? 1)),
  );
  const totals = { covered: totalOf(cases, true), uncovered: totalOf(cases, false) };
  let weights = mean.map(() => 0);
  let bias = 0;
  for (let round = 0; round < rounds; round += 1) {
    const gradient = mean.map(() => 0);
    let slope = 0;
    cases.forEach(({ isCovered, weight }, row) => {
      const values = rows[row] ?? [];
      const predicted =
        1 /
        (1 + Math.exp(-values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), bias)));
      const share = weight / (isCovered ? totals.covered : totals.uncovered);
      const error = (predicted - (isCovered ? 1 : 0)) * share;
      values.forEach((value, at) => {
        gradient[at] = (gradient[at] ?? 0) + error * value;
      });
      slope += error;
    });
    weights = weights.map((weight, at) => weight - rate * ((gradient[at] ?? 0) + ridge * weight));
    bias -= rate * slope;
  }
  const raw = weights.map((weight, at) => weight / (spread[at] ?? 1));
  return {
    weights: raw,
    bias: bias - raw.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0),
  };
}

/** Confidence of each case by a model that has not seen it: the cases in five parts, each judged by the other four. */
export function crossValidate(cases: readonly Case[]): number[] {
  const folds = 5;
  const models = Array.from({ length: folds }, (_, fold) =>
    fitConfidence(cases.filter((_case, at) => at % folds !== fold)),
  );
  return cases.map(({ evidence }, at) => {
    const { weights, bias } = models[at % folds] ?? { weights: [], bias: 0 };
    return (
      1 /
      (1 +
        Math.exp(
          -evidence.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), bias),
        ))
    );
  });
}

function totalOf(cases: readonly Case[], isCovered: boolean): number {
  return (
    cases
      .filter((one) => one.isCovered === isCovered)
      .reduce((sum, { weight }) => sum + weight, 0) || 1
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
