// The whole page: our header over GraphiQL, both inside GraphiQL's provider so that the header can fill the editor.
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from "@graphiql/plugin-doc-explorer";
import { HISTORY_PLUGIN, HistoryStore } from "@graphiql/plugin-history";
import { GraphiQLProvider } from "@graphiql/react";
import { GraphiQL, GraphiQLInterface } from "graphiql";
import { useEffect, useMemo, useState } from "react";
import { createFetcher } from "./api.js";
import { EditorColours } from "./colours.jsx";
import { Header } from "./header.jsx";
import { keepLanguage, language, texts } from "./texts.js";
import { useViewer } from "./viewer.js";

const PLUGINS = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

function useLanguage() {
  const [tag, setTag] = useState(language);
  const text = texts(tag);
  useEffect(() => {
    keepLanguage(tag);
    document.documentElement.lang = tag;
    document.title = text.title;
  }, [tag, text]);
  return [text, () => setTag(tag === "en" ? "zh-CN" : "en")];
}

/** Visitors are shown the schema in the demo alone: elsewhere asking for it would greet them with an error. */
export function App({ demo }) {
  const [text, switchLanguage] = useLanguage();
  const session = useViewer();
  const fetcher = useMemo(() => createFetcher(session.refresh), [session.refresh]);
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      schema={demo || session.viewer ? undefined : null}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      defaultQuery={text.welcome}
      shouldPersistHeaders={false}
    >
      <HistoryStore>
        <DocExplorerStore>
          <EditorColours />
          <Header text={text} switchLanguage={switchLanguage} session={session} demo={demo} />
          <main className="panhuo-main">
            <GraphiQLInterface showPersistHeadersSettings={false}>
              <GraphiQL.Logo>
                <span />
              </GraphiQL.Logo>
            </GraphiQLInterface>
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
