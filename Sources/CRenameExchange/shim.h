#ifndef RENAME_EXCHANGE_SHIM_H
#define RENAME_EXCHANGE_SHIM_H
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Lets two paths change names in one step (Linux 3.15). Glibc declares renameat2 only with _GNU_SOURCE, which Swift
// cannot define. 0 when done; -1 where the kernel or file system does not offer it.
static inline int rename_exchange(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u);
}
#endif
