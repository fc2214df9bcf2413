#include "CSVIndex.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// One bit a byte of a 64-byte block.
typedef struct {
    uint64_t quote, delimiter, lf, cr, wide;
} Masks;

// Bit n of the result: the parity of the bits 0...n. With quote bits: whether byte n lies behind an opening quote.
static inline uint64_t prefix_xor(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

// Eight bytes at a time: the high bit of each byte that equals `byte`, gathered into eight bits.
static inline uint64_t equal_bits(uint64_t word, uint8_t byte)
{
    uint64_t x = word ^ (0x0101010101010101ull * byte);
    uint64_t zero = ~(((x & 0x7F7F7F7F7F7F7F7Full) + 0x7F7F7F7F7F7F7F7Full) | x) & 0x8080808080808080ull;
    return (zero * 0x0002040810204081ull) >> 56;
}

static inline Masks classify_portable(const uint8_t *p, CSVShape shape)
{
    Masks m = {0, 0, 0, 0, 0};
    for (int i = 0; i < 8; i++) {
        uint64_t word;
        memcpy(&word, p + 8 * i, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        m.quote |= equal_bits(word, shape.quote) << (8 * i);
        m.delimiter |= equal_bits(word, shape.delimiter) << (8 * i);
        m.lf |= equal_bits(word, '\n') << (8 * i);
        m.cr |= equal_bits(word, '\r') << (8 * i);
        m.wide |= (((word & 0x8080808080808080ull) * 0x0002040810204081ull) >> 56) << (8 * i);
    }
    return m;
}

#define TARGET
#define SCAN scan_portable
#define CLASSIFY classify_portable
#include "scan.inc"
#undef TARGET
#undef SCAN
#undef CLASSIFY

#if defined(__x86_64__)

static inline Masks classify_sse2(const uint8_t *p, CSVShape shape)
{
    Masks m = {0, 0, 0, 0, 0};
    __m128i quote = _mm_set1_epi8((char)shape.quote), delimiter = _mm_set1_epi8((char)shape.delimiter);
    __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        m.quote |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << (16 * i);
        m.delimiter |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, delimiter)) << (16 * i);
        m.lf |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, lf)) << (16 * i);
        m.cr |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, cr)) << (16 * i);
        m.wide |= (uint64_t)(uint16_t)_mm_movemask_epi8(v) << (16 * i);
    }
    return m;
}

#define TARGET
#define SCAN scan_sse2
#define CLASSIFY classify_sse2
#include "scan.inc"
#undef TARGET
#undef SCAN
#undef CLASSIFY

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline Masks classify_avx2(const uint8_t *p, CSVShape shape)
{
    Masks m = {0, 0, 0, 0, 0};
    __m256i quote = _mm256_set1_epi8((char)shape.quote), delimiter = _mm256_set1_epi8((char)shape.delimiter);
    __m256i lf = _mm256_set1_epi8('\n'), cr = _mm256_set1_epi8('\r');
    for (int i = 0; i < 2; i++) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(p + 32 * i));
        m.quote |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, quote)) << (32 * i);
        m.delimiter |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, delimiter)) << (32 * i);
        m.lf |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, lf)) << (32 * i);
        m.cr |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, cr)) << (32 * i);
        m.wide |= (uint64_t)(uint32_t)_mm256_movemask_epi8(v) << (32 * i);
    }
    return m;
}

#define TARGET AVX2
#define SCAN scan_avx2
#define CLASSIFY classify_avx2
#include "scan.inc"
#undef TARGET
#undef SCAN
#undef CLASSIFY

#define AVX512 __attribute__((target("avx512f,avx512bw,bmi,bmi2,popcnt")))

AVX512 static inline Masks classify_avx512(const uint8_t *p, CSVShape shape)
{
    __m512i v = _mm512_loadu_si512((const void *)p);
    Masks m;
    m.quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)shape.quote));
    m.delimiter = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8((char)shape.delimiter));
    m.lf = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    m.cr = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r'));
    m.wide = _mm512_movepi8_mask(v);
    return m;
}

#define TARGET AVX512
#define SCAN scan_avx512
#define CLASSIFY classify_avx512
#include "scan.inc"
#undef TARGET
#undef SCAN
#undef CLASSIFY

static int best_set(void)
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("bmi2")) return 3;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) return 2;
    return 1;
}
#else
static int best_set(void) { return 0; }
#endif

CSVScan csv_index_scan_with(
    int set, const uint8_t *bytes, size_t from, size_t length, CSVShape shape, CSVPlaces places)
{
    int best = best_set();
    if (set > best) set = best;
#if defined(__x86_64__)
    switch (set) {
    case 3: return scan_avx512(bytes, from, length, shape, places);
    case 2: return scan_avx2(bytes, from, length, shape, places);
    case 1: return scan_sse2(bytes, from, length, shape, places);
    }
#endif
    return scan_portable(bytes, from, length, shape, places);
}

CSVScan csv_index_scan(const uint8_t *bytes, size_t from, size_t length, CSVShape shape, CSVPlaces places)
{
    return csv_index_scan_with(3, bytes, from, length, shape, places);
}
