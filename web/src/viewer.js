// Who is signed in, as the server says; the page itself knows no session.
import { useCallback, useEffect, useState } from "react";
import { readViewer } from "./api.js";

/**
 * `viewer` is undefined until the first answer, then an account or null.
 * `error` is the message of an answer that failed; `refresh` asks again.
 */
export function useViewer() {
  const [state, setState] = useState({ viewer: undefined, error: null });
  const refresh = useCallback(async () => {
    try {
      setState({ viewer: await readViewer(), error: null });
    } catch (error) {
      setState({ viewer: null, error });
    }
  }, []);
  useEffect(() => {
    refresh();
  }, [refresh]);
  return { ...state, refresh };
}
