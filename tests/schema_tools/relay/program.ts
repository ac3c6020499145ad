// What a Relay client does with its compiled documents. It is compiled, never run.
import type { FragmentRefs } from "relay-runtime";
import type { filesUploadMutation } from "./__generated__/filesUploadMutation.graphql";
import type { patents_row$data } from "./__generated__/patents_row.graphql";
import type { patentsQuery, patentsQuery$variables } from "./__generated__/patentsQuery.graphql";
import type { sessionLoginMutation } from "./__generated__/sessionLoginMutation.graphql";

export const variables: patentsQuery$variables = { where: { legalStatus: { in: ["VALID", "PENDING"] } } };

export function page(response: patentsQuery["response"]): FragmentRefs<"patents_page"> {
  return response[" $fragmentSpreads"];
}

export function label({ applicationNumber, title, viewerCan }: patents_row$data): string {
  const { allowed, message } = viewerCan.file;
  return `${applicationNumber} ${title} ${allowed ? "" : (message ?? "")}`;
}

export const login: sessionLoginMutation["variables"] = { input: { username: "a", password: "b" } };

export function upload(file: File): filesUploadMutation["variables"] {
  return { file };
}

// @ts-expect-error a password is needed
export const incomplete: sessionLoginMutation["variables"] = { input: { username: "a" } };
