#ifndef CSV_INDEX_H
#define CSV_INDEX_H
#include <stddef.h>
#include <stdint.h>

/* The two bytes that give a table its shape. A quote of 0 means that nothing is quoted. */
typedef struct {
    uint8_t delimiter;
    uint8_t quote;
} CSVShape;

/* Where a scan writes what it finds. Each must have room for `length - from + CSV_INDEX_ROOM` numbers. */
typedef struct {
    /* Every delimiter and line end outside quotes. CR LF counts once, at its LF. */
    uint32_t *ends;
    /* Which of `ends`, by their number, are line ends. */
    uint32_t *lines;
    /* Every line end inside quotes. */
    uint32_t *inner;
    /* Every first quote of two that stand for one inside quotes. */
    uint32_t *doubled;
} CSVPlaces;

enum { CSV_INDEX_ROOM = 64 };

/* What a scan found. */
typedef struct {
    /* How many numbers were written of each kind. */
    size_t ends, lines, inner, doubled;
    /* Position of the first quote that stands where the grammar has none; `length` where there is no such quote. */
    size_t odd;
    /* The data ended inside quotes. */
    int open;
    /* A byte above 0x7F was seen. */
    int wide;
} CSVScan;

/* Indexes bytes[from ..< length], which begins with a record. 64 bytes behind `length` must be readable. Scanning stops
   at the first odd quote. */
CSVScan csv_index_scan(const uint8_t *bytes, size_t from, size_t length, CSVShape shape, CSVPlaces places);

/* The same with the given instruction set, for comparing them: 0 portable, 1 SSE2, 2 AVX2, 3 AVX-512. Falls back to the
   portable one where the machine has no such set. */
CSVScan csv_index_scan_with(
    int set, const uint8_t *bytes, size_t from, size_t length, CSVShape shape, CSVPlaces places);

/* Whether `length` bytes are UTF-8. */
int csv_index_is_utf8(const uint8_t *bytes, size_t length);

#endif
