// Signing in: username and password, and in the demo a list of ready accounts.
import * as Dialog from "@radix-ui/react-dialog";
import { useState } from "react";
import { messageOf, signIn } from "./api.js";
import { Close } from "./icons.jsx";

function useSignIn(text, onChange) {
  const [state, setState] = useState({ busy: false, error: null });
  const send = async (username, password) => {
    setState({ busy: true, error: null });
    try {
      await signIn(username, password);
      await onChange(); // takes this dialog off the page
    } catch (error) {
      setState({ busy: false, error: messageOf(error, text) });
    }
  };
  return { ...state, send };
}

function Field({ label, ...input }) {
  return (
    <label className="panhuo-field">
      <span>{label}</span>
      <input required maxLength={200} autoCapitalize="none" spellCheck={false} {...input} />
    </label>
  );
}

function SignInForm({ text, busy, error, send }) {
  const onSubmit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    send(form.get("username"), form.get("password"));
  };
  return (
    <form className="panhuo-form" onSubmit={onSubmit}>
      <Field label={text.username} name="username" autoComplete="username" autoFocus />
      <Field label={text.password} name="password" type="password" autoComplete="current-password" />
      <p className="panhuo-error" role="alert">{error}</p>
      <button type="submit" className="panhuo-button panhuo-primary" disabled={busy}>
        {busy ? text.signingIn : text.signIn}
      </button>
    </form>
  );
}

function DemoAccounts({ text, accounts, busy, send }) {
  return (
    <section className="panhuo-demo" aria-label={text.demoAccounts}>
      <h3>{text.demoAccounts}</h3>
      <p>{text.demoHint}</p>
      <ul>
        {accounts.map(({ username, password, role, place }) => (
          <li key={username}>
            <button type="button" disabled={busy} onClick={() => send(username, password)}>
              <span>{text.roles[role] ?? role}</span>
              <small>{place}</small>
              <code>{username}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SignInDialog({ text, accounts, onChange }) {
  const sending = useSignIn(text, onChange);
  return (
    <Dialog.Root>
      <Dialog.Trigger className="panhuo-button panhuo-primary">{text.signIn}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="panhuo-overlay" />
        <Dialog.Content className="panhuo-dialog" data-demo={accounts.length > 0}>
          <div className="panhuo-dialog-head">
            <Dialog.Title>{text.signIn}</Dialog.Title>
            <Dialog.Close className="panhuo-button panhuo-close" aria-label={text.cancel}>
              <Close />
            </Dialog.Close>
          </div>
          <Dialog.Description className="panhuo-hint">{text.signInHint}</Dialog.Description>
          <div className="panhuo-dialog-body">
            <SignInForm text={text} {...sending} />
            {accounts.length > 0 && <DemoAccounts text={text} accounts={accounts} {...sending} />}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
