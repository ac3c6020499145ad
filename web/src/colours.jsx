// GraphiQL's editor themes in Panhuo's colours: where they have pink, ours have green.
import { useMonaco } from "@graphiql/react";
import { useEffect } from "react";

const THEMES = {
  "graphiql-LIGHT": { base: "vs", primary: "#17685f", background: "#ffffff", argument: "#5b57b8" },
  "graphiql-DARK": { base: "vs-dark", primary: "#6fc7ba", background: "#1d2733", argument: "#a5a1ff" },
};

function themeColours({ primary, background }) {
  const tint = `${primary}1f`;
  return {
    "editor.background": "#ffffff00",
    "scrollbar.shadow": "#ffffff00",
    "textLink.foreground": primary,
    "textLink.activeForeground": primary,
    "editorLink.activeForeground": primary,
    "editorHoverWidget.background": background,
    "editorSuggestWidget.background": background,
    "editorSuggestWidget.selectedBackground": tint,
    "editorSuggestWidget.selectedForeground": primary,
    "editorWidget.background": background,
    "list.hoverBackground": tint,
    "list.highlightForeground": primary,
    "list.focusHighlightForeground": primary,
    "menu.background": background,
    "menu.selectionBackground": tint,
    "menu.selectionForeground": primary,
    "quickInput.background": background,
    "quickInputList.focusBackground": tint,
    "input.background": `${primary}11`,
    focusBorder: primary,
    "toolbar.hoverBackground": tint,
    "inputOption.hoverBackground": tint,
    "pickerGroup.foreground": primary,
  };
}

/** Redefines the two themes once monaco has loaded; draws nothing. */
export function EditorColours() {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return;
    for (const [name, theme] of Object.entries(THEMES)) {
      const rules = [{ token: "argument.identifier.gql", foreground: theme.argument }];
      monaco.editor.defineTheme(name, { base: theme.base, inherit: true, colors: themeColours(theme), rules });
    }
  }, [monaco]);
  return null;
}
