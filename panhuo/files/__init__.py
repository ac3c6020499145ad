"""Files that belong to rows: uploads and exports, in a folder or in an S3-compatible store."""
