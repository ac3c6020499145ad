"""What is done with performance reports (业绩填报, S147, S152–S161)."""
