"""What is known of each operation while it runs, for the log, the metrics and traces."""
