"""The program: configuration, start and stop, the command line and the console."""
