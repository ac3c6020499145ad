// With PANHUO_PERSISTED documents are asked for by their hashes, queries by GET; `apollo.mjs documents` prints those
// that a server has to know for it.
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { createClient } from 'graphql-ws';
import { print } from 'graphql';
import WebSocket from 'ws';
import { documents, tell } from './story.mjs';

globalThis.WebSocket ??= WebSocket; // older versions of Node have none
const url = process.env.PANHUO_URL;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const byHash = () => new PersistedQueryLink({ sha256, useGETForHashedQueries: true });

const joined = (http, socket) =>
  ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    new GraphQLWsLink(socket),
    http,
  );

const connect = (token) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const http = new UploadHttpLink({ uri: url, headers });
  const socket = createClient({ url: url.replace('http', 'ws'), connectionParams: headers });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: joined(process.env.PANHUO_PERSISTED ? byHash().concat(http) : http, socket),
    defaultOptions: { query: { errorPolicy: 'all' }, mutate: { errorPolicy: 'all' } },
  });
  return {
    sendsFiles: true,
    async ask(text, variables) {
      const document = gql(text);
      const { data, error } = text.startsWith('mutation')
        ? await client.mutate({ mutation: document, variables })
        : await client.query({ query: document, variables });
      if (error && !CombinedGraphQLErrors.is(error)) throw error;
      return { data, errors: error?.errors ?? [] };
    },
    async *follow(text) {
      const events = client.subscribe({ query: gql(text) });
      yield (await new Promise((next, error) => events.subscribe({ next, error }))).data;
      await socket.dispose();
    },
  };
};

if (process.argv[2] === 'documents') {
  const sent = Object.values(documents).map((text) => print(new InMemoryCache().transformDocument(gql(text))));
  console.log(JSON.stringify(Object.fromEntries(sent.map((text) => [sha256(text), text]))));
} else {
  await tell(connect);
}
