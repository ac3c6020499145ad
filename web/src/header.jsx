// The bar over the editor: what this is, the examples, the language, and who is signed in.
import { useEffect, useState } from "react";
import { messageOf, readDemoAccounts } from "./api.js";
import { AccountMenu } from "./account.jsx";
import { ExamplesMenu } from "./examples.jsx";
import { Layers } from "./icons.jsx";
import { useForgetAnswers } from "./answers.js";
import { SignInDialog } from "./signin.jsx";

function useDemoAccounts(demo) {
  const [accounts, setAccounts] = useState([]);
  useEffect(() => {
    if (demo) readDemoAccounts().then(setAccounts, () => setAccounts([]));
  }, [demo]);
  return accounts;
}

export function Header({ text, switchLanguage, session, demo }) {
  const accounts = useDemoAccounts(demo);
  const forgetAnswers = useForgetAnswers();
  const { viewer, error, refresh } = session;
  const onChange = async () => {
    forgetAnswers();
    await refresh();
  };
  const SessionPart = viewer ? AccountMenu : SignInDialog;
  return (
    <header className="panhuo-header">
      <a className="panhuo-brand" href="graphql" aria-label={text.title}>
        <Layers />
        <strong lang="zh-CN">盘活</strong>
        <span className="panhuo-latin">Panhuo</span>
        <span className="panhuo-subtitle">{text.subtitle}</span>
      </a>
      <nav className="panhuo-tools">
        <ExamplesMenu text={text} role={viewer?.role ?? "ANONYMOUS"} />
        <button
          type="button"
          className="panhuo-button panhuo-language"
          onClick={switchLanguage}
          title={text.otherLanguageHint}
        >
          {text.otherLanguage}
        </button>
        {error && <span className="panhuo-offline" role="status">{messageOf(error, text)}</span>}
        {viewer !== undefined && (
          <SessionPart text={text} viewer={viewer} accounts={accounts} onChange={onChange} />
        )}
      </nav>
    </header>
  );
}
