import { createClient } from 'graphql-sse';
import { tell } from './story.mjs';

const url = process.env.PANHUO_URL;

const connect = (token) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = createClient({ url, headers });
  return {
    async ask(query, variables) {
      for await (const { data, errors } of client.iterate({ query, variables })) {
        return { data, errors: errors ?? [] };
      }
    },
    async *follow(query) {
      for await (const { data } of client.iterate({ query })) yield data;
    },
  };
};

await tell(connect);
