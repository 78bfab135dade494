import { OpenAIClient } from "@langchain/openai";
import { describe, expect, it } from "vitest";
import { asModelError, modelFault } from "../../../adapters/langchain/as-model-error.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import { logged } from "./logged.ts";

const { APIError, APIUserAbortError } = OpenAIClient;
/** Named as OpenAI's package names its own. */
class LengthFinishReasonError extends Error {}

const key = "sk-0123456789-secret";
const place = { provider: "openai", model: "m", url: "https://models.example.org/v1", key };
const withCode = (code: string) => Object.assign(new Error(`secret ${key}`), { code });

describe("asModelError", () => {
  it("gives a fault that is one already, however deep", () => {
    const fault = modelFault("limited", place);
    const wrapped = new Error("outer", { cause: new TypeError("inner", { cause: fault }) });
    expect(asModelError(wrapped, place)).toBe(fault);
  });

  it.each([
    [401, "refused"],
    [403, "refused"],
    [404, "refused"],
    [400, "declined"],
    [402, "limited"],
    [429, "limited"],
    [408, "slow"],
    [504, "slow"],
    [500, "unreachable"],
    [302, "unreachable"],
  ])("goes by the status of HTTP: %d", (status, fault) => {
    const ofOpenai = APIError.generate(status, { message: key }, key, new Headers({ key }));
    expect(asModelError(ofOpenai, place).fault).toBe(fault);
    const ofOllama = Object.assign(new Error(key), { status_code: status });
    expect(asModelError(ofOllama, place).fault).toBe(fault);
  });

  it.each([
    ["ECONNREFUSED", "unreachable"],
    ["ENOTFOUND", "unreachable"],
    ["CERT_HAS_EXPIRED", "unreachable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable"],
    ["UND_ERR_SOCKET", "unreachable"],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable"],
    ["UND_ERR_HEADERS_TIMEOUT", "slow"],
    ["UND_ERR_BODY_TIMEOUT", "slow"],
    ["UND_ERR_RES_EXCEEDED_MAX_SIZE", "overlong"],
  ])("goes by the code of the system: %s", (code, fault) => {
    const error = new TypeError("fetch failed", { cause: withCode(code) });
    expect(asModelError(error, place).fault).toBe(fault);
  });

  it.each([
    [new APIUserAbortError(), "slow"],
    [new DOMException("over", "TimeoutError"), "slow"],
    [new LengthFinishReasonError(), "overlong"],
    [new SyntaxError(`${key} is not valid JSON`), "malformed"],
    [new TypeError("no sense"), "malformed"],
    [key, "malformed"],
    [undefined, "malformed"],
  ])("goes by the class: %#", (error, fault) => {
    expect(asModelError(error, place).fault).toBe(fault);
  });

  it("takes whatever comes after the signal for slow", () => {
    expect(asModelError(withCode("ECONNRESET"), place, AbortSignal.abort()).fault).toBe("slow");
  });

  it("names provider, model, host, status and remedy, and keeps nothing of the error but its kind", () => {
    const headers = new Headers({ authorization: `Bearer ${key}` });
    const error = APIError.generate(401, { message: key, code: key, param: key }, key, headers);
    const fault = asModelError(new Error(key, { cause: error }), place);
    expect(fault).toBeInstanceOf(ModelError);
    expect(fault.message).toMatch(/^openai:m at models\.example\.org .*key.*\(HTTP 401\)$/);
    const said = logged(fault);
    expect(said).toContain("AuthenticationError 401");
    expect(said).not.toContain("secret");
  });

  it("ends with an error that is its own cause", () => {
    const error = new Error(key);
    error.cause = error;
    expect(logged(asModelError(error, place))).not.toContain("secret");
  });
});
