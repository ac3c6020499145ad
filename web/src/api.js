// Requests to the server this page came from. Every path is relative, so a prefix in front of it is kept.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";
import { language } from "./texts.js";

const ENDPOINT = "graphql";

/** `X-Panhuo-Client` shows the server that a page of its own asks, which no foreign form can do. */
function headers() {
  return { "X-Panhuo-Client": "graphiql", "Accept-Language": language() };
}

const LOGIN = `mutation SignIn($username: String!, $password: String!) {
  login(input: { username: $username, password: $password, cookie: true }) {
    viewer { name role }
    userErrors { code message }
  }
}`;
const LOGOUT = "mutation SignOut { logout { userErrors { message } } }";
const VIEWER = `query Viewer {
  viewer {
    name
    role
    enterpriseName
    unit { name institution { name } branch { name } }
  }
}`;

/** The fetcher of the editor. `onIdentity` is called where an answer says that the session may have changed. */
export function createFetcher(onIdentity) {
  const fetcher = createGraphiQLFetcher({
    url: new URL(ENDPOINT, location.href).href,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers() } }),
    wsClient: createSocket(onIdentity),
  });
  return async (params, options) => {
    const answer = await fetcher(params, options);
    if (isRefusal(answer?.errors) || /\b(login|logout)\b/.test(params.query)) onIdentity();
    return answer;
  };
}

/** The socket of subscriptions: opened by the first, closed after the last, so that it brings the cookie of now. */
function createSocket(onIdentity) {
  const url = new URL(ENDPOINT, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return createClient({
    url: url.href,
    connectionParams: () => ({ "Accept-Language": language() }),
    on: { message: ({ type, payload }) => type === "error" && isRefusal(payload) && onIdentity() },
  });
}

/** Whether errors say that nobody is signed in. */
function isRefusal(errors) {
  return errors?.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED");
}

/** What the server itself said; every other failure means that it could not be asked. */
class Refusal extends Error {}

/** The sentence to show for a failure, in the page's language. */
export function messageOf(failure, text) {
  return failure instanceof Refusal ? failure.message : text.offline;
}

/** The data of one operation. Throws a Refusal with the server's own message. */
async function ask(query, variables) {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: { ...headers(), "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors?.length) throw new Refusal(errors[0].message);
  return data;
}

function refuse(userErrors) {
  if (userErrors?.length) throw new Refusal(userErrors.map(({ message }) => message).join(" "));
}

/** Opens a session; its token stays in an HttpOnly cookie that this page never sees. */
export async function signIn(username, password) {
  const { login } = await ask(LOGIN, { username, password });
  refuse(login.userErrors);
}

export async function signOut() {
  const { logout } = await ask(LOGOUT);
  refuse(logout.userErrors);
}

/** Who is signed in, or null. */
export async function readViewer() {
  return (await ask(VIEWER)).viewer;
}

async function readList(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  return response.ok ? response.json() : [];
}

export const readExamples = () => readList("examples.json");
export const readDemoAccounts = () => readList("demo-accounts.json");
