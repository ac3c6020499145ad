// A file sent by the multipart request specification, and one thrown away: Relay drops its record.
import { graphql } from "relay-runtime";

export const upload = graphql`
  mutation filesUploadMutation($file: Upload!) {
    uploadFile(input: { file: $file }) {
      upload {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

export const discard = graphql`
  mutation filesDiscardMutation($id: ID!) {
    discardUpload(input: { id: $id }) {
      discardedId @deleteRecord
    }
  }
`;
