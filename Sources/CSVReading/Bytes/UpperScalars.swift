/// What single-byte encodings have above ASCII.
extension TextEncoding {
    /// The Unicode scalars of the bytes 0x80 ... 0xFF; a byte that stands for nothing stands for itself.
    var upperScalars: [UInt32] {
        switch self {
        case .windows1252: Self.scalars(Self.windows1252Controls) + Array(0xA0...0xFF)
        case .windows1250: Self.scalars(Self.windows1250Upper)
        case .macRoman: Self.scalars(Self.macRomanUpper)
        case .codePage850: Self.scalars(Self.codePage850Upper)
        case .latin9:
            (0x80...0xFF).map { byte in
                Self.latin9Changes.first { $0.byte == byte }?.scalar ?? byte
            }
        case .latin1, .utf8, .utf16LittleEndian, .utf16BigEndian: Array(0x80...0xFF)
        }
    }

    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private static let latin9Changes: [(byte: UInt32, scalar: UInt32)] = [
        (0xA4, 0x20AC), (0xA6, 0x160), (0xA8, 0x161), (0xB4, 0x17D), (0xB8, 0x17E), (0xBC, 0x152), (0xBD, 0x153),
        (0xBE, 0x178),
    ]

    private static let windows1252Controls = """
        €\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—\u{2DC}™š›œ\u{9D}žŸ
        """

    private static let windows1250Upper = """
        €\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź\
        \u{A0}ˇ\u{2D8}Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±\u{2DB}ł´µ¶·¸ąş»Ľ\u{2DD}ľż\
        ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
        ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ\u{2D9}
        """

    private static let macRomanUpper = """
        ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
        †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
        ¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
        ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ\u{2DC}¯\u{2D8}\u{2D9}\u{2DA}¸\u{2DD}\u{2DB}ˇ
        """

    private static let codePage850Upper = """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
        áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
        └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
        ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}
        """
}
