"""What the command line does, one file a command. `panhuo.cli` gives them names and options."""
