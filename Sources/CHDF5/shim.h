#include <hdf5.h>

// What the library states as macros, which Swift does not see.
static inline hid_t niche_h5_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t niche_h5_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t niche_h5_int8(void) { return H5T_NATIVE_INT8; }
static inline hid_t niche_h5_int16(void) { return H5T_NATIVE_INT16; }
static inline hid_t niche_h5_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t niche_h5_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t niche_h5_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t niche_h5_uint16(void) { return H5T_NATIVE_UINT16; }
static inline hid_t niche_h5_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t niche_h5_uint64(void) { return H5T_NATIVE_UINT64; }
static inline hid_t niche_h5_c_string(void) { return H5T_C_S1; }
static inline hid_t niche_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t niche_h5_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t niche_h5_all(void) { return H5S_ALL; }
static inline unsigned niche_h5_replace(void) { return H5F_ACC_TRUNC; }
static inline unsigned niche_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline size_t niche_h5_variable(void) { return H5T_VARIABLE; }
// Faults are told by us, not by the library's own trace on standard error.
static inline void niche_h5_be_quiet(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
