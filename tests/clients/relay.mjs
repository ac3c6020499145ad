// Relay asks by documentId; the server knows the documents that relay-compiler found in relay/story.js.
import { createClient } from 'graphql-ws';
import relay from 'relay-runtime';
import WebSocket from 'ws';
import { tell } from './story.mjs';

const { commitMutation, Environment, fetchQuery, Network, Observable, RecordSource, requestSubscription, Store } =
  relay;
globalThis.WebSocket ??= WebSocket; // older versions of Node have none
const url = process.env.PANHUO_URL;

const compiled = async (document, kind) => {
  const [, name] = document.match(/\w+ (\w+)/);
  return (await import(`./relay/__generated__/story${name}${kind}.graphql.js`)).default;
};

const connect = (token) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: headers });
  let errors = [];

  const fetchFn = async ({ id }, variables, cacheConfig, uploadables) => {
    const json = JSON.stringify({ documentId: id, variables });
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        accept: 'application/graphql-response+json',
        ...(!uploadables && { 'content-type': 'application/json' }),
      },
      body: uploadables ? form(json, uploadables) : json,
    });
    const answer = await response.json();
    errors = answer.errors ?? [];
    return answer;
  };
  const subscribeFn = ({ id }, variables) =>
    Observable.create((sink) => socket.subscribe({ query: '', documentId: id, variables }, sink));

  const environment = new Environment({
    network: Network.create(fetchFn, subscribeFn),
    store: new Store(new RecordSource()),
  });
  const mutate = (mutation, variables) => {
    const { file } = variables.input ?? {};
    return new Promise((onCompleted, onError) => {
      commitMutation(environment, {
        mutation,
        variables: file ? { input: { file: null } } : variables,
        uploadables: file && { 'variables.input.file': file },
        onCompleted,
        onError,
      });
    });
  };
  return {
    sendsFiles: true,
    async ask(document, variables = {}) {
      const act = document.startsWith('mutation')
        ? mutate(await compiled(document, 'Mutation'), variables)
        : fetchQuery(environment, await compiled(document, 'Query'), variables).toPromise();
      const data = await act.catch((error) => {
        if (!errors.length) throw error;
        return null;
      });
      return { data, errors };
    },
    async *follow(document) {
      const subscription = await compiled(document, 'Subscription');
      yield await new Promise((onNext, onError) => {
        requestSubscription(environment, { subscription, variables: {}, onNext, onError });
      });
      await socket.dispose();
    },
  };
};

/** A multipart request (github.com/jaydenseric/graphql-multipart-request-spec). */
function form(operations, uploadables) {
  const body = new FormData();
  body.append('operations', operations);
  body.append('map', JSON.stringify(Object.fromEntries(Object.keys(uploadables).map((path) => [path, [path]]))));
  for (const [path, file] of Object.entries(uploadables)) body.append(path, file);
  return body;
}

await tell(connect);
