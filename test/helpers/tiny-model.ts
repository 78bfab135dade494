import { createRandom } from "./random.ts";
import { type Initializer, type Node, onnxFile } from "./tiny-model-onnx.ts";

/** Numbers of a vector of the tiny model. */
export const tinyDimensions = 24;
/** Tokens that the tiny model has places for. */
export const tinyTokens = 64;

const special = ["<s>", "<pad>", "</s>", "<unk>"];
const pieces = [
  "▁",
  "▁que",
  "▁quer",
  "y",
  "▁passage",
  "ció",
  "ment",
  "▁de",
  "▁la",
  "ajunt",
  "segur",
];
const characters = [..."abcdefghijklmnopqrstuvwxyzàèéíòóúïüç·0123456789.,:;?!'’()-"];
const vocabulary = [...special, ...new Set([...pieces, ...characters])];

/**
 * The files of a model of the shape of XLM-RoBERTa, with weights by chance that are the same in every run: one layer of
 * attention, made for embeddings or, as a reranker, with a head that gives one number.
 */
export function tinyModel(task: "embedding" | "reranker"): Record<string, string | Uint8Array> {
  const config = {
    model_type: "xlm-roberta",
    architectures: [
      task === "embedding" ? "XLMRobertaModel" : "XLMRobertaForSequenceClassification",
    ],
    hidden_size: tinyDimensions,
    num_hidden_layers: 1,
    num_attention_heads: 1,
    max_position_embeddings: tinyTokens + 2,
    pad_token_id: 1,
    vocab_size: vocabulary.length,
    ...(task === "reranker" && { num_labels: 1, id2label: { 0: "LABEL_0" } }),
  };
  const tokenizerConfig = {
    tokenizer_class: "XLMRobertaTokenizer",
    bos_token: "<s>",
    eos_token: "</s>",
    sep_token: "</s>",
    cls_token: "<s>",
    unk_token: "<unk>",
    pad_token: "<pad>",
    model_max_length: 1_000_000,
  };
  return {
    "config.json": JSON.stringify(config),
    "tokenizer.json": JSON.stringify(tokenizer()),
    "tokenizer_config.json": JSON.stringify(tokenizerConfig),
    "onnx/model_quantized.onnx": encoder(task),
  };
}

function tokenizer() {
  const token = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const text = (id: string) => ({ Sequence: { id, type_id: 0 } });
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: "NFKC" },
    pre_tokenizer: {
      type: "Metaspace",
      replacement: "▁",
      add_prefix_space: true,
      prepend_scheme: "always",
    },
    post_processor: {
      type: "TemplateProcessing",
      single: [token("<s>"), text("A"), token("</s>")],
      pair: [token("<s>"), text("A"), token("</s>"), token("</s>"), text("B"), token("</s>")],
      special_tokens: {
        "<s>": { id: "<s>", ids: [0], tokens: ["<s>"] },
        "</s>": { id: "</s>", ids: [2], tokens: ["</s>"] },
      },
    },
    decoder: { type: "Metaspace", replacement: "▁", add_prefix_space: true },
    model: {
      type: "Unigram",
      unk_id: 3,
      vocab: vocabulary.map((piece, id) => [piece, id < special.length ? 0 : -10 / piece.length]),
    },
  };
}

function encoder(task: "embedding" | "reranker"): Uint8Array {
  const random = createRandom(17);
  const size = tinyDimensions;
  const weights = (name: string, ...dims: readonly number[]): Initializer => {
    const length = dims.reduce((product, one) => product * one, 1);
    return { name, dims, data: Float32Array.from({ length }, () => (random() - 0.5) * 1.2) };
  };
  const decimal = (name: string, value: number): Initializer => ({
    name,
    dims: [],
    data: Float32Array.of(value),
  });
  const whole = (name: string, dims: readonly number[], value: bigint): Initializer => ({
    name,
    dims,
    data: BigInt64Array.of(value),
  });
  const even: Initializer = { name: "even", dims: [size], data: new Float32Array(size).fill(1) };
  const square = ["query", "key", "value", "attended"].map((name) => weights(name, size, size));
  const node = (
    operation: string,
    inputs: readonly string[],
    output: string,
    attributes?: Node["attributes"],
  ): Node => ({ operation, inputs, output, ...(attributes && { attributes }) });
  const norm = (input: string, output: string) =>
    node("LayerNormalization", [input, "even"], output, { axis: -1 });

  const body = [
    node("Gather", ["words", "input_ids"], "word"),
    // Places are counted from the number of the filling on, and filling has that number.
    node("CumSum", ["attention_mask", "one"], "counted"),
    node("Mul", ["counted", "attention_mask"], "kept"),
    node("Add", ["kept", "one"], "place"),
    node("Gather", ["places", "place"], "placed"),
    node("Add", ["word", "placed"], "embedded"),
    norm("embedded", "x0"),
    node("MatMul", ["x0", "query"], "q"),
    node("MatMul", ["x0", "key"], "k"),
    node("MatMul", ["x0", "value"], "v"),
    node("Transpose", ["k"], "kt", { perm: [0, 2, 1] }),
    node("MatMul", ["q", "kt"], "raw"),
    node("Mul", ["raw", "scale"], "scaled"),
    node("Cast", ["attention_mask"], "mask", { to: 1 }),
    node("Sub", ["unit", "mask"], "filling"),
    node("Mul", ["filling", "far"], "distance"),
    node("Unsqueeze", ["distance", "one1"], "hidden"),
    node("Add", ["scaled", "hidden"], "masked"),
    node("Softmax", ["masked"], "shares", { axis: -1 }),
    node("MatMul", ["shares", "v"], "mixed"),
    node("MatMul", ["mixed", "attended"], "out"),
    node("Add", ["x0", "out"], "sum1"),
    norm("sum1", "x1"),
    node("MatMul", ["x1", "wide"], "widened"),
    node("Relu", ["widened"], "active"),
    node("MatMul", ["active", "narrow"], "narrowed"),
    node("Add", ["x1", "narrowed"], "sum2"),
    norm("sum2", "last_hidden_state"),
  ];
  const head = [
    node("Gather", ["last_hidden_state", "zero"], "first", { axis: 1 }),
    node("MatMul", ["first", "head"], "logits"),
  ];
  return onnxFile({
    inputs: ["input_ids", "attention_mask"],
    output:
      task === "embedding"
        ? { name: "last_hidden_state", dims: ["texts", "tokens", size] }
        : { name: "logits", dims: ["texts", 1] },
    initializers: [
      weights("words", vocabulary.length, size),
      weights("places", tinyTokens + 2, size),
      even,
      ...square,
      weights("wide", size, size * 2),
      weights("narrow", size * 2, size),
      decimal("scale", 1 / Math.sqrt(size)),
      decimal("unit", 1),
      decimal("far", -10_000),
      whole("one", [], 1n),
      whole("one1", [1], 1n),
      ...(task === "reranker" ? [weights("head", size, 1), whole("zero", [], 0n)] : []),
    ],
    nodes: task === "embedding" ? body : [...body, ...head],
  });
}
