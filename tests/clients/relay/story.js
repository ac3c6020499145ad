// The story's operations as relay-compiler wants them. It reads this file; nothing runs it.
const { graphql } = require('relay-runtime');

graphql`
  mutation storySignInMutation($input: LoginInput!) {
    login(input: $input) { token userErrors { code } }
  }
`;
graphql`
  query storyViewerQuery { viewer { id name role } }
`;
graphql`
  query storyLibraryQuery($words: String!, $first: Int!, $after: String) {
    patents(filed: ALL, search: $words, first: $first, after: $after)
      @connection(key: "story_patents", filters: ["search"]) {
      totalCount
      edges { cursor node { id title } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
graphql`
  query storyRefusedQuery {
    viewer { id institution { id name ownerAliases { name } } }
  }
`;
graphql`
  query storyInvalidQuery($id: ID!) { node(id: $id) { id } }
`;
graphql`
  mutation storySignOutMutation { logout { userErrors { code } } }
`;
graphql`
  mutation storyUploadMutation($input: UploadFileInput!) {
    uploadFile(input: $input) { upload { name mediaType size } userErrors { code } }
  }
`;
graphql`
  subscription storyFollowedSubscription { libraryChanged { publishedAt asOf } }
`;
