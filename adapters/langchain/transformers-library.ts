/** What is used of the package. It is no dependency: its own types are not there where it is not installed. */
export interface TransformersLibrary {
  readonly env: TransformersSettings;
  readonly AutoTokenizer: Loadable<Tokenizer>;
  readonly AutoModel: Loadable<Model>;
  readonly AutoModelForSequenceClassification: Loadable<Model>;
}

/** Settings of the package, for the whole process. */
export interface TransformersSettings {
  logLevel: number;
  cacheDir: string | null;
  localModelPath: string;
  remoteHost: string;
  allowLocalModels: boolean;
  allowRemoteModels: boolean;
  useFSCache: boolean;
  fetch: typeof fetch;
}

interface Loadable<Loaded> {
  from_pretrained(model: string, options: Readonly<Record<string, unknown>>): Promise<Loaded>;
}

/** Texts to numbers: a row a text, filled up to the longest. */
export interface Tokenizer {
  (texts: readonly string[], options: Readonly<Record<string, unknown>>): Encoded;
  readonly model_max_length: unknown;
  readonly sep_token_id: unknown;
}

/** Texts as numbers, by name of the model's input. */
export interface Encoded {
  readonly input_ids: Tensor<BigInt64Array>;
  /** 1 for a token of the text, 0 for filling. */
  readonly attention_mask: Tensor<BigInt64Array>;
}

/** A table of numbers, row after row. */
export interface Tensor<Data> {
  readonly data: Data;
  readonly dims: readonly number[];
}

/** Runs over what a tokenizer made. Its outputs are checked by {@link outputOf}. */
export type Model = ((inputs: Encoded) => Promise<Readonly<Record<string, unknown>>>) & {
  readonly config: Readonly<Record<string, unknown>>;
};

/** Whether the package is what it was when this was written. */
export function isTransformersLibrary(value: unknown): value is TransformersLibrary {
  const has = (holder: unknown, name: string, type: "object" | "function"): boolean =>
    holder !== null &&
    (typeof holder === "object" || typeof holder === "function") &&
    typeof Reflect.get(holder, name) === type;
  const isLoadable = (name: string) =>
    has(value, name, "function") &&
    has(Reflect.get(Object(value), name), "from_pretrained", "function");
  return (
    has(value, "env", "object") &&
    isLoadable("AutoTokenizer") &&
    isLoadable("AutoModel") &&
    isLoadable("AutoModelForSequenceClassification")
  );
}

/** The named output of a model, where it is a table of decimals of the wanted number of dimensions. */
export function outputOf(
  outputs: Readonly<Record<string, unknown>>,
  name: string,
  rank: number,
): Tensor<Float32Array> | undefined {
  const output = outputs[name];
  if (typeof output !== "object" || output === null) return undefined;
  if (!("data" in output) || !("dims" in output)) return undefined;
  const { data, dims } = output;
  if (!(data instanceof Float32Array) || !isNumbers(dims) || dims.length !== rank) return undefined;
  return dims.reduce((product, size) => product * size, 1) === data.length
    ? { data, dims }
    : undefined;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}
