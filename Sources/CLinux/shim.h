// What Swift does not find by itself in the C library.

// How much of what was given up the allocator keeps.
#include <malloc.h>

// The header shows this call only where GNU extensions are switched on, which Swift does not do.
int syncfs(int file);
