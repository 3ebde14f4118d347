"""The `brobygger` command, one small file a command."""
