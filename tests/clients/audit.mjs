// The audits of graphql-http for the GraphQL over HTTP specification: what each demands, and what failed.
import { serverAudits } from 'graphql-http';

const { PANHUO_URL: url, PANHUO_TOKEN: token } = process.env;

const fetchFn = (address, request = {}) =>
  fetch(address, {
    ...request,
    headers: { ...request.headers, ...(token && { authorization: `Bearer ${token}` }) },
  });

const results = [];
for (const { id, name, fn } of serverAudits({ url, fetchFn })) {
  const { status, reason } = await fn();
  results.push({ id, name, status, reason });
}
console.log(JSON.stringify(results));
