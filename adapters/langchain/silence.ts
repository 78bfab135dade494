import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { ConsoleCallbackHandler } from "@langchain/core/tracers/console";

/** Hears nothing, and sits where LangChain looks whether somebody of that name listens already. */
class Silence extends BaseCallbackHandler {
  override readonly name: string;

  constructor(name: string) {
    super({ ignoreLLM: true, ignoreChain: true, ignoreAgent: true, ignoreRetriever: true });
    this.name = name;
  }

  /** What LangChain asks of who bears the tracer's name: there are no runs here. */
  getRunTreeWithTracingConfig(): undefined {
    return undefined;
  }

  updateFromRunTree(): void {}
}

/**
 * Callbacks for a call that nobody may listen to. LangChain adds a tracer that sends texts to LangSmith, and one that prints
 * them, where `LANGSMITH_TRACING`, `LANGCHAIN_VERBOSE` and their like are in the environment, unless one of that name is
 * there: CallbackManager.configure in `@langchain/core`.
 */
export function silence(): BaseCallbackHandler[] {
  return ["langchain_tracer", ConsoleCallbackHandler.prototype.name].map(
    (name) => new Silence(name),
  );
}
