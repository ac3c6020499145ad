// The page's entry: tells monaco where its workers are, then draws.
import { createRoot } from "react-dom/client";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./page.css";
import "./header.css";
import "./menus.css";
import "./signin.css";
import { App } from "./app.jsx";

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(WORKER_PATHS[label] ?? WORKER_PATHS.editor),
};

const root = document.getElementById("page");
createRoot(root).render(<App demo={root.dataset.demo === "true"} />);
