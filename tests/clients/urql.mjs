import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';
import { pipe, toAsyncIterable } from 'wonka';
import { tell } from './story.mjs';

const url = process.env.PANHUO_URL;

const connect = (token) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = new Client({
    url,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers },
    fetchSubscriptions: true, // as server-sent events
  });
  return {
    sendsFiles: true,
    async ask(document, variables = {}) {
      const act = document.startsWith('mutation') ? 'mutation' : 'query';
      const { data, error } = await client[act](gql(document), variables).toPromise();
      if (error?.networkError) throw error;
      return { data, errors: error?.graphQLErrors ?? [] };
    },
    async *follow(document) {
      for await (const { data } of pipe(client.subscription(gql(document), {}), toAsyncIterable)) yield data;
    },
  };
};

await tell(connect);
