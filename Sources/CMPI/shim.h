#ifndef CMPI_SHIM_H
#define CMPI_SHIM_H
#include <mpi.h>

// Open MPI's handles are macros over pointer casts, which Swift does not import.
// These accessors give them names.
static inline MPI_Comm       cmpi_comm_world(void)      { return MPI_COMM_WORLD; }
static inline MPI_Comm       cmpi_comm_self(void)       { return MPI_COMM_SELF; }
static inline MPI_Info       cmpi_info_null(void)       { return MPI_INFO_NULL; }
static inline MPI_Datatype   cmpi_byte(void)            { return MPI_BYTE; }
static inline MPI_Request    cmpi_request_null(void)    { return MPI_REQUEST_NULL; }
static inline MPI_Status    *cmpi_status_ignore(void)   { return MPI_STATUS_IGNORE; }
static inline MPI_Errhandler cmpi_errors_return(void)   { return MPI_ERRORS_RETURN; }

#endif
