// The header of the C library shows this call only where GNU extensions are switched on, which Swift does not do.
int syncfs(int file);
