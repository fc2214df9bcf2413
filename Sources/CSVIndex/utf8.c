#include "CSVIndex.h"

#include <string.h>

// The length of the well-formed character that begins with a byte beyond ASCII at `p`, of `left` bytes; 0: there is none.
static size_t wide_length(const uint8_t *p, size_t left)
{
    uint8_t first = p[0];
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || length > left) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    // Too long for what they say, halves of surrogate pairs, and what lies beyond Unicode.
    switch (first) {
    case 0xE0: return p[1] >= 0xA0 ? length : 0;
    case 0xED: return p[1] < 0xA0 ? length : 0;
    case 0xF0: return p[1] >= 0x90 ? length : 0;
    case 0xF4: return p[1] < 0x90 ? length : 0;
    }
    return length;
}

int csv_index_is_utf8(const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        while (at + 32 <= length) {
            uint64_t words[4];
            memcpy(words, bytes + at, 32);
            if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ull) break;
            at += 32;
        }
        // The wide byte lies within these, if there is one.
        size_t end = at + 32 <= length ? at + 32 : length;
        while (at < end && bytes[at] < 0x80) at++;
        if (at == end) continue;
        size_t wide = wide_length(bytes + at, length - at);
        if (wide == 0) return 0;
        at += wide;
    }
    return 1;
}
