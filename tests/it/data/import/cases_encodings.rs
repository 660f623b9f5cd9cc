//! Bytes that are not plain ASCII.

use descent::config::Encoding;

use crate::data::import::cases::{Case, bytes, case};

pub static CASES: &[Case] = &[
    case("a byte order mark", "\u{feff}a,b\n1,x\n", "a:int b:cat / 1|x"),
    case("a byte order mark before a quote", "\u{feff}\"a\",b\n1,x\n", "a:int b:cat / 1|x"),
    case("other scripts", "größe,重さ\n1,2\n", "größe:int 重さ:int / 1|2"),
    bytes(
        "UTF-16 with its mark, little end first",
        b"\xff\xfe\xe4\x00,\x00b\x00\r\x00\n\x001\x00,\x00\xac \r\x00\n\x00",
        "[utf-16 le] ä:int b:cat / 1|€",
    ),
    bytes(
        "UTF-16 with its mark, big end first",
        b"\xfe\xff\x00\xe4\x00;\x00b\x00\n\x001\x00;\xd8=\xde\x00\x00\n",
        "[utf-16 be semicolon] ä:int b:cat / 1|😀",
    ),
    bytes(
        "UTF-16 without a mark, little end first",
        b"a\x00,\x00b\x00\n\x001\x00,\x00x\x00\n\x00",
        "[utf-16 le] a:int b:cat / 1|x",
    ),
    bytes(
        "UTF-16 without a mark, big end first",
        b"\x00a\x00,\x00b\x00\n\x001\x00,\x04\x10\x00\n",
        "[utf-16 be] a:int b:cat / 1|А",
    ),
    Case {
        what: "UTF-16 without a mark, as the user says",
        input: b"a\x00,\x00b\x00\n\x001\x00,\x00x\x00\n\x00",
        reading: |r| r.encoding = Some(Encoding::Utf16Le),
        read: "[utf-16 le] a:int b:cat / 1|x",
    },
    bytes(
        "half a pair in UTF-16",
        b"\xff\xfea\x00,\x00b\x00\n\x001\x00,\x00=\xd8x\x00\n\x00",
        "[utf-16 le] a:int b:cat / 1|�x !broken_characters 2",
    ),
    bytes(
        "UTF-16 cut within a character",
        b"\xff\xfea\x00,\x00b\x00\n\x001\x00,\x00x\x00y\x00A",
        "[utf-16 le] a:int b:cat / 1|xy� !broken_characters 2",
    ),
    bytes(
        "Windows-1252 is recognised and said",
        b"a,b\r\n1,x\r\n2,caf\xe9\r\n",
        "[windows-1252] a:int b:cat / 1|x / 2|café !old_encoding 3",
    ),
    bytes(
        "the special characters of Windows-1252",
        b"a,b\n1,\x80\x99\n2,\x96\x81\n",
        "[windows-1252] a:int b:cat / 1|€™ / 2|–\u{81} !old_encoding 2",
    ),
    Case {
        what: "Windows-1252 as the user says, without a warning",
        input: b"a,b\n1,\xe9\n",
        reading: |r| r.encoding = Some(Encoding::Windows1252),
        read: "[windows-1252] a:int b:cat / 1|é",
    },
    bytes(
        "UTF-8 with a broken byte stays UTF-8",
        b"a,b\n1,caf\xc3\xa9\n2,caf\xe9\n3,z\n",
        "a:int b:cat / 1|café / 2|caf� / 3|z !broken_characters 3",
    ),
    Case {
        what: "broken bytes where the user says UTF-8",
        input: b"a,b\n1,\xe9\n2,\xff\xfe\n",
        reading: |r| r.encoding = Some(Encoding::Utf8),
        read: "a:int b:cat / 1|� / 2|�� !broken_characters 2,3,3",
    },
    bytes(
        "UTF-8 cut short",
        b"a,b\n1,\xe2\x82",
        "[windows-1252] a:int b:cat / 1|â‚ !old_encoding 2",
    ),
    bytes(
        "Windows-1252 in the names",
        b"gr\xf6\xdfe;l\xe4nge\n1,5;2,5\n",
        "[windows-1252 semicolon 1,5] größe:dec länge:dec / 1.5|2.5 !old_encoding 1",
    ),
    case("letters outside the first plane", "a,b\n1,😀\n2,𝒳\n", "a:int b:cat / 1|😀 / 2|𝒳"),
    bytes(
        "GBK of which some is valid UTF-8 by chance",
        b"\xc6\xb7\xc3\xfb,\xbc\xdb\xb8\xf1\n\xc6\xbb\xb9\xfb,3\n\xe9\xd9\xd7\xd3,5\n\xc6\xbb\xb9\xfb,4\n\xe9\xd9\xd7\xd3,9\n",
        "[gbk] 品名:cat 价格:int / 苹果|3 / 橘子|5 / 苹果|4 / 橘子|9 !old_encoding 1",
    ),
    bytes(
        "GBK of few letters",
        b"\xd0\xd4\xb1\xf0,y\n\xc4\xd0,3\n\xc5\xae,5\n\xc4\xd0,4\n",
        "[gbk] 性别:cat y:int / 男|3 / 女|5 / 男|4 !old_encoding 1",
    ),
    bytes(
        "a Macintosh's letters",
        b"a,b\n1,H\x9fgel\n2,B\x8acker\n3,caf\x8e\n",
        "[macintosh] a:int b:cat / 1|Hügel / 2|Bäcker / 3|café !old_encoding 2",
    ),
    bytes(
        "Windows-1252's quotes and dashes are no letters of a Macintosh",
        b"a,b\n1,don\x92t\n2,x \x96 y\n3,na\x95ve\n",
        "[windows-1252] a:int b:cat / 1|don’t / 2|x – y / 3|na•ve !old_encoding 2",
    ),
    bytes(
        "Korean of few letters",
        b"\xbc\xba\xba\xb0,y\n\xb3\xb2,3\n\xbf\xa9,5\n\xb3\xb2,4\n",
        "[euc-kr] 성별:cat y:int / 남|3 / 여|5 / 남|4 !old_encoding 1",
    ),
    bytes(
        "Russian of few letters",
        b"\xef\xee\xeb,y\n\xec\xf3\xe6,3\n\xe6\xe5\xed,5\n\xec\xf3\xe6,4\n",
        "[windows-1251] пол:cat y:int / муж|3 / жен|5 / муж|4 !old_encoding 1",
    ),
    bytes(
        "Hebrew with final letters",
        b"\xf2\xe9\xf8,y\n\xe9\xf8\xe5\xf9\xec\xe9\xed,3\n\xfa\xec \xe0\xe1\xe9\xe1,5\n\xe9\xf8\xe5\xf9\xec\xe9\xed,4\n",
        "[windows-1255] עיר:cat y:int / ירושלים|3 / תל אביב|5 / ירושלים|4 !old_encoding 1",
    ),
    bytes(
        "letters of DOS",
        b"ort;x\nK\x94ln;1\nH\x81gel;2\nB\x84cker;3\n",
        "[windows-1252 semicolon] ort:cat x:int / K”ln|1 / H\u{81}gel|2 / B„cker|3 !old_encoding 2 !garbled ort of 1",
    ),
    case("quotes beside letters are no letters of DOS", "a,b\n1,he said \u{201e}no\u{201d} twice\n2,x\n", "a:int b:cat / 1|he said „no” twice / 2|x"),
];
