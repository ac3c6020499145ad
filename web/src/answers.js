// Answers on the screen belong to the account that asked: they go when the account changes.
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";

/** A function that empties the response of every tab, and leaves the queries. */
export function useForgetAnswers() {
  const { responseEditor, tabs } = useGraphiQL(pick("responseEditor", "tabs"));
  const { stop, updateActiveTabValues } = useGraphiQLActions();
  return () => {
    stop();
    // GraphiQL has no action for a tab that isn't active; it reads this property when the tab is opened again.
    for (const tab of tabs) tab.response = null;
    responseEditor?.setValue("");
    updateActiveTabValues({ response: null });
  };
}
