// Opening an example in the editor, and running it.
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { parse } from "graphql";
import { isWelcome } from "./texts.js";

/** What GraphiQL's store keeps of a document. */
function factsOf(query) {
  const documentAST = parse(query);
  const operations = documentAST.definitions.filter(({ kind }) => kind === "OperationDefinition");
  return { documentAST, operations, operationName: operations[0]?.name?.value };
}

/** An example as it stands in the editor: under its title, in the page's language or in another. */
function textOf({ title, query }, tag) {
  return `# ${title[tag]}\n${query}`;
}

/** Whether a tab holds nothing of the visitor's own, so that nothing is lost by replacing it. */
function isUntouched(written, examples) {
  const ready = examples.flatMap((example) => Object.keys(example.title).map((tag) => textOf(example, tag)));
  return !written.trim() || isWelcome(written) || ready.includes(written);
}

/**
 * A function that opens an example, in a tab of its own where this one holds the visitor's work,
 * and runs it, unless it would change something.
 */
export function useOpenExample(examples) {
  const { queryEditor, variableEditor } = useGraphiQL(pick("queryEditor", "variableEditor"));
  const { addTab, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  return (example, tag) => {
    if (!queryEditor) return;
    if (!isUntouched(queryEditor.getValue(), examples)) addTab();
    const query = textOf(example, tag);
    queryEditor.setValue(query);
    variableEditor?.setValue("");
    // The editor tells the store a tenth of a second later; what runs now must not carry the old operation's name.
    const facts = factsOf(query);
    setOperationFacts(facts);
    updateActiveTabValues({ query, variables: "", operationName: facts.operationName ?? null });
    queryEditor.focus();
    if (facts.operations.every(({ operation }) => operation === "query")) run();
  };
}
