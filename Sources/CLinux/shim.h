#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

// glibc declares it for GNU sources only, which Swift's module of glibc is not built as.
extern int memfd_create(const char *name, unsigned int flags);

extern int sched_getaffinity(int process, unsigned long size, void *set);
extern long process_vm_readv(
    int process, const void *local, unsigned long locals, const void *remote, unsigned long remotes,
    unsigned long flags);

static inline unsigned int clinux_close_on_exec(void) { return 1u; }

#endif
