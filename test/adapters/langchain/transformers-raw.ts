import * as z from "zod";

const tensorSchema = z.object({
  data: z.custom<ArrayLike<number>>((data) => ArrayBuffer.isView(data)),
  dims: z.array(z.number()),
});
const callableSchema = z.custom<(input: unknown) => unknown>(
  (value) => typeof value === "function",
);
const loadableSchema = z.custom<{ from_pretrained(model: string, options: unknown): unknown }>(
  (value) => typeof value === "function" && "from_pretrained" in value,
);
const librarySchema = z.object({ AutoTokenizer: loadableSchema, AutoModel: loadableSchema });

/** What a model in a folder makes of a text before anything is done with it: one row a token. */
export async function rawStates(folder: string, text: string): Promise<number[][]> {
  const name = "@huggingface/transformers";
  const { AutoTokenizer, AutoModel } = librarySchema.parse({ ...(await import(name)) });
  const load = async (loadable: typeof AutoModel) =>
    callableSchema.parse(await loadable.from_pretrained(folder, { dtype: "q8" }));
  const tokenizer = await load(AutoTokenizer);
  const model = await load(AutoModel);
  const outputs = z
    .object({ last_hidden_state: tensorSchema })
    .parse({ ...Object(await model(tokenizer(text))) });
  const { data, dims } = outputs.last_hidden_state;
  const [, rows = 0, size = 0] = dims;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: size }, (_, index) => data[row * size + index] ?? 0),
  );
}
