"""GraphQL over HTTP, WebSocket and server-sent events: how requests are read, performed and answered."""
