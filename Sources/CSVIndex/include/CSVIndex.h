#ifndef CSV_INDEX_H
#define CSV_INDEX_H
#include <stddef.h>
#include <stdint.h>

/* The two bytes that give a table its shape. A quote of 0 means that nothing is quoted. */
typedef struct {
    uint8_t delimiter;
    uint8_t quote;
} CSVShape;

/* What a scan found. */
typedef struct {
    /* Positions written to `ends`: every delimiter and line end outside quotes. CR LF counts once, at its LF. */
    size_t ends;
    /* Positions written to `inner`: every line end inside quotes. */
    size_t inner;
    /* Position of the first quote that stands where the grammar has none; `length` where there is no such quote. */
    size_t odd;
    /* The data ended inside quotes. */
    int open;
    /* A byte above 0x7F was seen. */
    int wide;
} CSVScan;

/* Indexes bytes[from ..< length], which begins with a record. 64 bytes behind `length` must be readable; `ends` and
   `inner` must each have room for `length - from` positions. Scanning stops at the first odd quote. */
CSVScan csv_index_scan(
    const uint8_t *bytes, size_t from, size_t length, CSVShape shape, uint32_t *ends, uint32_t *inner);

/* The same with the given instruction set, for comparing them: 0 portable, 1 SSE2, 2 AVX2, 3 AVX-512. Falls back to the
   portable one where the machine has no such set. */
CSVScan csv_index_scan_with(
    int set, const uint8_t *bytes, size_t from, size_t length, CSVShape shape, uint32_t *ends, uint32_t *inner);

#endif
