#ifndef CREFERENCE_LAPACK_SHIM_H
#define CREFERENCE_LAPACK_SHIM_H
// LAPACKE's complex types are macros over C99 complex numbers, which Swift does not import.
#define lapack_complex_float struct { float real, imaginary; }
#define lapack_complex_double struct { double real, imaginary; }
#include <lapacke.h>
#endif
