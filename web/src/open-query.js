// Opening a ready query in the editor, and running it.
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { parse } from "graphql";
import { isWelcome } from "./texts.js";

/** What GraphiQL's store keeps of a document. */
function factsOf(query) {
  const documentAST = parse(query);
  const operations = documentAST.definitions.filter(({ kind }) => kind === "OperationDefinition");
  return { documentAST, operations, operationName: operations[0]?.name?.value };
}

/**
 * A function that opens a query in a tab of its own (or in this one, where nothing was written)
 * and runs it, unless it would change something.
 */
export function useOpenQuery() {
  const { queryEditor, variableEditor } = useGraphiQL(pick("queryEditor", "variableEditor"));
  const { addTab, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  return (query) => {
    if (!queryEditor) return;
    const written = queryEditor.getValue();
    if (written.trim() && !isWelcome(written)) addTab();
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
