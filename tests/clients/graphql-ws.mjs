import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { tell } from './story.mjs';

globalThis.WebSocket ??= WebSocket; // older versions of Node have none
const url = process.env.PANHUO_URL;

const connect = (token) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = createClient({
    url: url.replace('http', 'ws'),
    connectionParams: headers,
    retryAttempts: 0, // it would go on trying a token that is over
  });
  return {
    async ask(query, variables) {
      try {
        for await (const { data, errors } of client.iterate({ query, variables })) {
          return { data, errors: errors ?? [] };
        }
      } catch (error) {
        return Array.isArray(error) ? { errors: error } : { closed: error.code };
      }
    },
    async *follow(query) {
      for await (const { data } of client.iterate({ query })) yield data;
    },
  };
};

await tell(connect);
