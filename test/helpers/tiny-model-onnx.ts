/** Writes the messages of ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): fields by their number there. */
type Field = readonly [number: number, value: number | string | Uint8Array];

const floatType = 1;
const integerType = 7;

/** A fixed table of a model. */
export interface Initializer {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

/** One operation of a model. */
export interface Node {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A model that reads tables of whole numbers and makes a table of decimals. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly output: { readonly name: string; readonly dims: readonly (string | number)[] };
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
}

/** A model as the bytes of its `.onnx` file. */
export function onnxFile({ inputs, output, initializers, nodes }: Graph): Uint8Array {
  const graph = message([
    ...nodes.map((node): Field => [1, nodeMessage(node)]),
    [2, "tiny"],
    ...initializers.map((table): Field => [5, tensorMessage(table)]),
    ...inputs.map((name): Field => [11, valueMessage(name, integerType, ["texts", "tokens"])]),
    [12, valueMessage(output.name, floatType, output.dims)],
  ]);
  const opset = message([
    [1, ""],
    [2, 17],
  ]);
  return message([
    [1, 8],
    [7, graph],
    [8, opset],
  ]);
}

function nodeMessage({ operation, inputs, output, attributes = {} }: Node): Uint8Array {
  return message([
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, operation],
    ...Object.entries(attributes).map(
      ([name, value]): Field => [
        5,
        typeof value === "number"
          ? message([
              [1, name],
              [3, value],
              [20, 2],
            ])
          : message([[1, name], ...value.map((one): Field => [8, one]), [20, 7]]),
      ],
    ),
  ]);
}

function tensorMessage({ name, dims, data }: Initializer): Uint8Array {
  return message([
    ...dims.map((size): Field => [1, size]),
    [2, data instanceof Float32Array ? floatType : integerType],
    [8, name],
    [9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)],
  ]);
}

function valueMessage(name: string, type: number, dims: readonly (string | number)[]): Uint8Array {
  const shape = message(
    dims.map((size) => [1, message([typeof size === "number" ? [1, size] : [2, size]])]),
  );
  const tensor = message([
    [1, type],
    [2, shape],
  ]);
  return message([
    [1, name],
    [2, message([[1, tensor]])],
  ]);
}

function message(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === "number")
        return Buffer.concat([
          varint(BigInt(number) << 3n),
          varint(BigInt.asUintN(64, BigInt(value))),
        ]);
      const bytes = typeof value === "string" ? Buffer.from(value) : value;
      return Buffer.concat([
        varint((BigInt(number) << 3n) | 2n),
        varint(BigInt(bytes.length)),
        bytes,
      ]);
    }),
  );
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
