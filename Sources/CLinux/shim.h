#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

// glibc declares it for GNU sources only, which Swift's module of glibc is not built as.
extern int memfd_create(const char *name, unsigned int flags);

static inline unsigned int clinux_close_on_exec(void) { return 1u; }

#endif
