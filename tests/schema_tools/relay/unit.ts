// One object by its id, refetched through `node(id:)`, with a list that pages in both directions.
import { graphql } from "relay-runtime";

export const unit = graphql`
  fragment unit_children on OrgUnit
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  )
  @refetchable(queryName: "unitChildrenQuery") {
    name
    institution {
      name
    }
    children(first: $first, after: $after, last: $last, before: $before)
      @connection(key: "unit_children_children") {
      edges {
        node {
          kind
          name
          archived
        }
      }
    }
  }
`;

export const query = graphql`
  query unitQuery($id: ID!) {
    node(id: $id) {
      __typename
      ...unit_children @arguments(first: 10) @alias(as: "unit")
    }
  }
`;
