// What every client is put through, told as JSON: the same story whatever the client (story.py tells it too).
//
// A client is what `connect(token)` gives: `ask(document, variables)` answers { data, errors }, with a Blob among
// the variables where it `sendsFiles`; `follow(document)` gives the events of a subscription.
import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';

const { PANHUO_USERNAME: username, PANHUO_PASSWORD: password } = process.env;
const PAGES = 3;
const ROWS = 2;
const WORDS = '电池';

const file = parse(readFileSync(new URL('story.graphql', import.meta.url), 'utf8'));
export const documents = Object.fromEntries(file.definitions.map((each) => [each.name.value, print(each)]));

export async function tell(connect) {
  const signedIn = await connect().ask(documents.SignIn, { input: { username, password } });
  const { token } = signedIn.data.login;
  const client = connect(token);
  const story = {
    viewer: seen(await client.ask(documents.Viewer)),
    pages: await walk(client),
    refused: seen(await client.ask(documents.Refused)),
    invalid: seen(await client.ask(documents.Invalid, { id: null })),
    followed: await firstEvent(client),
    uploaded: client.sendsFiles && seen(await client.ask(documents.Upload, { input: { file: sheet() } })),
    visitor: seen(await connect().ask(documents.Viewer)),
    signedOut: seen(await client.ask(documents.SignOut)),
    afterwards: seen(await connect(token).ask(documents.Viewer)),
  };
  console.log(JSON.stringify(story, (key, value) => (key === '__typename' ? undefined : value)));
}

/** Some pages of a list, each asked from the end of the one before. */
async function walk(client) {
  const pages = [];
  for (let after = null; pages.length < PAGES; after = pages.at(-1).pageInfo.endCursor) {
    const { data } = await client.ask(documents.Library, { words: WORDS, first: ROWS, after });
    pages.push(data.patents);
  }
  return pages;
}

/** Says that it waits, so that something happens. */
async function firstEvent(client) {
  console.log('following');
  for await (const event of client.follow(documents.Followed)) return event;
}

const sheet = () => new File(['申请号,专利名称\n'], '专利.csv', { type: 'text/csv' });

/** What is left of an answer that may have errors: data and codes; or the code that closed the connection. */
const seen = ({ data, errors, closed }) =>
  closed ? { closed } : { data: data ?? null, codes: errors.map((error) => error.extensions.code) };
