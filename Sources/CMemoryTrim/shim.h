#ifndef MEMORY_TRIM_SHIM_H
#define MEMORY_TRIM_SHIM_H
// malloc_trim gives memory that was freed back to the system; Swift's Glibc does not offer it.
#include <malloc.h>
#endif
