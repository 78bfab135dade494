/** @jsxRuntime automatic @jsxImportSource preact */

/** Questions that are asked by a press. They belong to the form, so that the conversation goes along. */
export function Suggestions({ questions }: { readonly questions: readonly string[] }) {
  return (
    <ul class="suggestions">
      {questions.map((question) => (
        <li>
          <button type="submit" form="ask" name="suggestion" value={question}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}
