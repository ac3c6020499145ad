// Who is signed in: name, role and unit, with signing out, and in the demo the other accounts.
import * as Menu from "@radix-ui/react-dropdown-menu";
import { useState } from "react";
import { messageOf, signIn, signOut } from "./api.js";
import { Chevron } from "./icons.jsx";

/** Where an account stands: its enterprise, or its unit from the institution down, each name once. */
function placeOf({ enterpriseName, unit }) {
  if (!unit) return enterpriseName;
  const names = [unit.institution, unit.branch, unit].map((part) => part?.name).filter(Boolean);
  return [...new Set(names)].join(" / ");
}

export function AccountMenu({ text, viewer, accounts, onChange }) {
  const [error, setError] = useState(null);
  const perform = (action) => async () => {
    try {
      await action();
      await onChange();
    } catch (failure) {
      setError(messageOf(failure, text));
    }
  };
  const role = text.roles[viewer.role] ?? viewer.role;
  return (
    <Menu.Root modal={false} onOpenChange={() => setError(null)}>
      {error && <span className="panhuo-offline" role="alert">{error}</span>}
      <Menu.Trigger className="panhuo-button panhuo-account" aria-label={`${text.account}: ${viewer.name}, ${role}`}>
        <span className="panhuo-avatar" aria-hidden="true">{[...viewer.name][0]}</span>
        <span className="panhuo-who">
          <span className="panhuo-name">{viewer.name}</span>
          <span className="panhuo-role">{role}</span>
        </span>
        <Chevron />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="panhuo-menu" align="end" sideOffset={6} collisionPadding={8}>
          <div className="panhuo-card">
            <strong>{viewer.name}</strong>
            <span>{role}</span>
            <span>{placeOf(viewer)}</span>
          </div>
          <Menu.Item className="panhuo-menu-item" onSelect={perform(signOut)}>{text.signOut}</Menu.Item>
          {accounts.length > 0 && (
            <Menu.Group className="panhuo-menu-group">
              <Menu.Label className="panhuo-menu-label">{text.switchAccount}</Menu.Label>
              {accounts.map((account) => (
                <Menu.Item
                  key={account.username}
                  className="panhuo-menu-item panhuo-two-lines"
                  onSelect={perform(() => signIn(account.username, account.password))}
                >
                  <span>{text.roles[account.role] ?? account.role}</span>
                  <small>{account.place || account.username}</small>
                </Menu.Item>
              ))}
            </Menu.Group>
          )}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
