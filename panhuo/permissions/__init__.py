"""Who may do what: abilities, scopes, the policy table, and how a scope reads on each table."""
