// Who is signed in, and signing in and out.
import { graphql } from "relay-runtime";

export const account = graphql`
  fragment session_account on User @refetchable(queryName: "sessionAccountQuery") {
    username
    name
    role
    unit {
      name
    }
  }
`;

export const viewer = graphql`
  query sessionQuery {
    viewer {
      ...session_account
    }
  }
`;

export const login = graphql`
  mutation sessionLoginMutation($input: LoginInput!) {
    login(input: $input) {
      token
      expiresAt
      retryAfter
      viewer {
        ...session_account
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

export const logout = graphql`
  mutation sessionLogoutMutation {
    logout {
      signedOut
      userErrors {
        code
        message
      }
    }
  }
`;
