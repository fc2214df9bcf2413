#ifndef MEMORY_TRIM_SHIM_H
#define MEMORY_TRIM_SHIM_H
// Gives memory that was freed back to the system (malloc_trim, mallopt); Swift's Glibc does not offer it.
#include <malloc.h>
#endif
