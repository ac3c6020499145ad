// The menu of ready queries: those for the viewer's role first, then the other roles'.
import * as Menu from "@radix-ui/react-dropdown-menu";
import { useEffect, useState } from "react";
import { readExamples } from "./api.js";
import { Book, Chevron } from "./icons.jsx";
import { useOpenExample } from "./open-query.js";

function useExamples() {
  const [examples, setExamples] = useState([]);
  useEffect(() => {
    readExamples().then(setExamples, () => setExamples([]));
  }, []);
  return examples;
}

function byRole(examples, first) {
  const roles = [...new Set(examples.map(({ role }) => role))];
  const ordered = [...roles.filter((role) => role === first), ...roles.filter((role) => role !== first)];
  return ordered.map((role) => [role, examples.filter((example) => example.role === role)]);
}

function Group({ text, role, own, examples, onPick }) {
  return (
    <Menu.Group className="panhuo-menu-group">
      <Menu.Label className="panhuo-menu-label">
        {text.roles[role] ?? role}
        {own && <span className="panhuo-chip">{text.examplesFor}</span>}
      </Menu.Label>
      {examples.map((example) => (
        <Menu.Item key={example.name} className="panhuo-menu-item" onSelect={() => onPick(example)}>
          {example.title[text.tag]}
        </Menu.Item>
      ))}
    </Menu.Group>
  );
}

export function ExamplesMenu({ text, role }) {
  const examples = useExamples();
  const open = useOpenExample(examples);
  const [picked, setPicked] = useState(null);
  const groups = byRole(examples, role);
  const onClosed = (event) => {
    if (!picked) return;
    event.preventDefault(); // the focus goes to the editor, not back to the button
    setPicked(null);
    open(picked, text.tag);
  };
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="panhuo-button" aria-label={text.examples}>
        <Book />
        <span className="panhuo-wide">{text.examples}</span>
        <Chevron />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          className="panhuo-menu panhuo-examples"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
        >
          {groups.map(([name, found]) => (
            <Group key={name} text={text} role={name} own={name === role} examples={found} onPick={setPicked} />
          ))}
          {groups.length === 0 && <div className="panhuo-menu-label">{text.noExamples}</div>}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
