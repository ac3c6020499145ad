// What a client written against the generated types looks like. It is compiled, never run.
import type { ResultOf, TypedDocumentNode, VariablesOf } from "@graphql-typed-document-node/core";
import { useFragment } from "./documents/fragment-masking";
import {
  AccessDocument,
  ChangesDocument,
  LoginDocument,
  ObjectDocument,
  PatentRowFragmentDoc,
  PatentsDocument,
} from "./documents/graphql";
import type { Ability, Patent, QueryPatentsArgs, Role } from "./schema";

declare function send<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result>;

const everyInvention: VariablesOf<typeof PatentsDocument> = {
  where: { type: { eq: "INVENTION" }, or: [{ grantDate: { gte: "2020-01-01" } }, { coOwned: { eq: true } }] },
  orderBy: [{ field: "GRANT_DATE", direction: "DESC" }],
  first: 50,
};

/** Every title, page by page. */
async function* titles(): AsyncGenerator<Patent["title"]> {
  let after: QueryPatentsArgs["after"] = null;
  do {
    const { patents }: ResultOf<typeof PatentsDocument> = await send(PatentsDocument, { ...everyInvention, after });
    for (const node of patents?.nodes ?? []) {
      yield useFragment(PatentRowFragmentDoc, node).title;
    }
    after = patents?.pageInfo.hasNextPage ? patents.pageInfo.endCursor : undefined;
  } while (after);
}

/** A label for any object, told apart by its type. */
export async function label(id: string): Promise<string | undefined> {
  const { node } = await send(ObjectDocument, { id });
  switch (node?.__typename) {
    case "Patent":
      return node.title;
    case "OrgUnit":
      return `${node.name} (${node.kind})`;
    default:
      return node?.id;
  }
}

export async function signIn(username: string, password: string): Promise<Role | undefined> {
  const { login } = await send(LoginDocument, { input: { username, password } });
  const error = login?.userErrors[0];
  if (error) {
    throw new Error(`${error.code} ${error.field?.join(".") ?? ""}: ${error.message}`);
  }
  for await (const title of titles()) {
    title satisfies string;
  }
  return login?.viewer?.role;
}

/** What the menus show. */
export async function abilities(user: string): Promise<readonly Ability[]> {
  const { can } = await send(AccessDocument, { user, coordinate: "Patent.title" });
  return can.filter(({ allowed }) => allowed).map(({ ability }) => ability);
}

export function published({ libraryChanged }: ResultOf<typeof ChangesDocument>): Date | undefined {
  return libraryChanged ? new Date(libraryChanged.publishedAt) : undefined;
}

// @ts-expect-error a filter's operators are typed
export const wrong: VariablesOf<typeof PatentsDocument> = { where: { type: { eq: "DESIGNS" } } };
