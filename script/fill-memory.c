// Fills all memory with numbers that are none before it is used; see script/check-memory.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

void *malloc(size_t size) {
    static void *(*real)(size_t);
    if (!real) real = dlsym(RTLD_NEXT, "malloc");
    void *memory = real(size);
    return memory ? memset(memory, 0xFF, size) : memory;
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    static int (*real)(void **, size_t, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "posix_memalign");
    int fault = real(memory, alignment, size);
    if (!fault) memset(*memory, 0xFF, size);
    return fault;
}

void *aligned_alloc(size_t alignment, size_t size) {
    static void *(*real)(size_t, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "aligned_alloc");
    void *memory = real(alignment, size);
    return memory ? memset(memory, 0xFF, size) : memory;
}
