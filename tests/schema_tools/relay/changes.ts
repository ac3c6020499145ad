// Being told that the library has new data.
import { graphql } from "relay-runtime";

export const changes = graphql`
  subscription changesSubscription {
    libraryChanged {
      publishedAt
      asOf
    }
  }
`;
