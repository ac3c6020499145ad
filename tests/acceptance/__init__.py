"""The requirements, walked over HTTP: docs/requirements.md, one file a section."""
