// A library page as a Relay client has it: a refetchable, paginated fragment on the root, and one on each row.
import { graphql } from "relay-runtime";

export const row = graphql`
  fragment patents_row on Patent {
    id
    applicationNumber
    title
    legalStatus
    grantDate
    registeredAt
    unit {
      id
      name
    }
    viewerCan {
      file {
        allowed
        reason
        message
      }
    }
  }
`;

export const page = graphql`
  fragment patents_page on Query
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
    where: { type: "PatentFilter" }
    orderBy: { type: "[PatentOrder!]" }
  )
  @refetchable(queryName: "patentsPaginationQuery") {
    patents(first: $count, after: $cursor, filed: ALL, where: $where, orderBy: $orderBy)
      @connection(key: "patents_page_patents") {
      totalCount
      counts(by: LEGAL_STATUS) {
        key
        count
      }
      edges {
        cursor
        node {
          ...patents_row
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const query = graphql`
  query patentsQuery($where: PatentFilter, $orderBy: [PatentOrder!]) {
    ...patents_page @arguments(where: $where, orderBy: $orderBy)
  }
`;
