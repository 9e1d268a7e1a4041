"""The flow above intake, facts and store: a file becomes a generation, and is taken back from one."""
