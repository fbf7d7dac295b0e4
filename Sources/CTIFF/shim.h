#include <tiffio.h>

// Setting and getting a tag takes any number of arguments in C, which Swift does not call.
static inline int niche_tiff_set16(TIFF *file, uint32_t tag, uint16_t value) { return TIFFSetField(file, tag, value); }
static inline int niche_tiff_set32(TIFF *file, uint32_t tag, uint32_t value) { return TIFFSetField(file, tag, value); }
static inline int niche_tiff_set_float(TIFF *file, uint32_t tag, double value) { return TIFFSetField(file, tag, value); }
static inline int niche_tiff_set_text(TIFF *file, uint32_t tag, const char *value) { return TIFFSetField(file, tag, value); }
static inline int niche_tiff_get16(TIFF *file, uint32_t tag, uint16_t *value) { return TIFFGetFieldDefaulted(file, tag, value); }
static inline int niche_tiff_get32(TIFF *file, uint32_t tag, uint32_t *value) { return TIFFGetField(file, tag, value); }
// Faults are told by us, not by the library on standard error.
static inline void niche_tiff_be_quiet(void) {
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
}
