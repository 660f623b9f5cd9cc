//! What files come in and what is read from them: the specification of the import.

/// A file, what is special about it, and what is read: `name#` is a column of numbers,
/// `name$` one of text, `~` a missing value, `!` a warning with its first lines.
pub struct Case {
    pub what: &'static str,
    pub input: &'static str,
    pub read: &'static str,
}

const fn case(what: &'static str, input: &'static str, read: &'static str) -> Case {
    Case { what, input, read }
}

pub static GOOD: &[Case] = &[
    // Separators
    case("commas", "a,b\n1,x\n2,y\n", "a# b$ / 1|x / 2|y"),
    case("semicolons", "a;b\n1;x\n2;y\n", "a# b$ / 1|x / 2|y"),
    case("tabs", "a\tb\n1\tx\n2\ty\n", "a# b$ / 1|x / 2|y"),
    case("semicolons with a comma in each row", "a;b\n1,5;x\n2,5;y\n", "a# b$ / 1.5|x / 2.5|y"),
    case("semicolons with more commas", "a;b\n1,5;2,5\n3,5;4,5\n", "a# b# / 1.5|2.5 / 3.5|4.5"),
    case("commas with semicolons in the text", "a,b\n1,x;y\n2,z;w\n", "a# b$ / 1|x;y / 2|z;w"),
    case("commas in a quoted tab file", "a\t\"b,c,d\"\n1\t2\n", "a# b,c,d# / 1|2"),
    case("as steady, but more fields", "a,b,c;d\n1,2,3;4\n", "a# b# c;d$ / 1|2|3;4"),
    case("equals: the comma wins", "a,b;c\n1,2;3\n", "a# b;c$ / 1|2;3"),
    case("spaces are no separator", "a b,c d\n1,2\n", "a b# c d# / 1|2"),
    // Quotes
    case("quoted names and values", "\"a\",\"b\"\n\"1\",\"x\"\n", "a# b$ / 1|x"),
    case("separator in quotes", "a,b\n1,\"x,y\"\n", "a# b$ / 1|x,y"),
    case("doubled quotes", "a,b\n1,\"he said \"\"no\"\"\"\n", "a# b$ / 1|he said \"no\""),
    case("line end in quotes", "a,b\n1,\"x\ny\"\n2,z\n", "a# b$ / 1|x\ny / 2|z"),
    case("quote inside a bare field", "a,b\n1,5\" disk\n", "a# b$ / 1|5\" disk"),
    case("quoted nothing is missing", "a,b\n1,\"\"\n2,x\n", "a# b$ / 1|~ / 2|x"),
    case("last quoted field at the end", "a,b\n1,\"x\"", "a# b$ / 1|x"),
    case("open quote", "a,b\n1,x\n2,\"y\n3,z\n", "a# b$ / 1|x !UnclosedQuote 3"),
    case("open quote as the last byte", "a,b\n1,x\n2,\"", "a# b$ / 1|x !UnclosedQuote 3"),
    // Line ends and blank lines
    case("CRLF", "a,b\r\n1,x\r\n2,y\r\n", "a# b$ / 1|x / 2|y"),
    case("CR alone", "a,b\r1,x\r2,y\r", "a# b$ / 1|x / 2|y"),
    case("no line end at the end", "a,b\n1,x\n2,y", "a# b$ / 1|x / 2|y"),
    case("blank lines", "\n\na,b\n\n1,x\n   \n2,y\n\n\n", "a# b$ / 1|x / 2|y"),
    case("byte order mark", "\u{feff}a,b\n1,x\n", "a# b$ / 1|x"),
    case("byte order mark before a quote", "\u{feff}\"a\",b\n1,x\n", "a# b$ / 1|x"),
    // White space
    case("spaces around fields", " a , b \n 1 ,  x y \n\u{a0}2,z\t\n", "a# b$ / 1|x y / 2|z"),
    // Missing values
    case(
        "markers",
        "a,b\n1,\n2,NA\n3,n/a\n4,NaN\n5,NULL\n6,none\n7,?\n8,-\n9, \n0,5\n",
        "a# b# / 1|~ / 2|~ / 3|~ / 4|~ / 5|~ / 6|~ / 7|~ / 8|~ / 9|~ / 0|5",
    ),
    case("markers in text", "a,b\n1,x\n2,Na\n3,nil\n", "a# b$ / 1|x / 2|~ / 3|nil"),
    case("words that begin like markers", "a,b\n1,nan1\n2,nono\n", "a# b$ / 1|nan1 / 2|nono"),
    case("empty rows of separators", "a,b\n1,x\n,\n", "a# b$ / 1|x / ~|~"),
    case("a column without values", "a,b\n1,\n2,NA\n", "a# b# / 1|~ / 2|~ !EmptyColumns"),
    // Numbers
    case("signs", "a,b\n-1,+2\n-0.5,-0\n", "a# b# / -1|2 / -0.5|0"),
    case("exponents", "a,b\n1e3,2.5E-2\n-1e+2,1e-9\n", "a# b# / 1000|0.025 / -100|1e-9"),
    case("points at the edge", "a,b\n.5,5.\n", "a# b# / 0.5|5"),
    case("17 digits", "a,b\n0.1,0.30000000000000004\n", "a# b# / 0.1|0.30000000000000004"),
    case("long digits", "a,b\n12345678901234567890,1\n", "a# b# / 1.2345678901234567e19|1"),
    case("beyond what the engine holds", "a,b\n1e999,1\n", "a$ b# / 1e999|1"),
    case("beyond 32 bits too", "a,b\n1e39,3e38\n", "a$ b# / 1e39|3e38"),
    case("infinity is a word", "a,b\ninf,1\n-Infinity,2\n", "a$ b# / inf|1 / -Infinity|2"),
    case("hexadecimal is a word", "a,b\n0x10,1\n", "a$ b# / 0x10|1"),
    case("signs without digits are words", "a,b\n+,.\n1,e5\n", "a$ b$ / +|. / 1|e5"),
    case("percent is a word", "a,b\n5%,1\n", "a$ b# / 5%|1"),
    case("thousands are no decimal comma", "a,b\n\"1,500\",1\n", "a$ b# / 1,500|1"),
    case("two commas are a word", "a;b\n1,2,3;1\n", "a$ b# / 1,2,3|1"),
    case(
        "numbers with a word",
        "a,b\n1,1\n2,two\n3,3\n",
        "a# b$ / 1|1 / 2|two / 3|3 !NumbersWithText b 1/3 two 3",
    ),
    case("mostly words", "a,b\n1,x\n2,y\n3,3\n", "a# b$ / 1|x / 2|y / 3|3"),
    // Ragged rows
    case("short rows", "a,b,c\n1,2\n3\n4,5,6\n", "a# b# c# / 1|2|~ / 3|~|~ / 4|5|6 !ShortRows 2,3"),
    case("trailing separators", "a,b\n1,2,\n3,4,,\n", "a# b# / 1|2 / 3|4 !TrailingFields 2,3"),
    case("long rows", "a,b\n1,2\n3,4,5\n", "a# b# / 1|2 !LongRows 3"),
    case(
        "lines are counted through quotes and blank lines",
        "a,b\r\n1,\"x\r\ny\"\r\n\r\n2\r\n",
        "a# b$ / 1|x\r\ny / 2|~ !ShortRows 5",
    ),
    case(
        "only the first lines are kept",
        "a,b\n1\n2\n3\n4\n5,5\n",
        "a# b# / 1|~ / 2|~ / 3|~ / 4|~ / 5|5 !ShortRows 2,3,4 of 4",
    ),
    // Names
    case("twice", "a,a\n1,2\n", "a# a_2# / 1|2 !DuplicateNames"),
    case("twice, the new name taken", "a,a,a_2\n1,2,3\n", "a# a_3# a_2# / 1|2|3 !DuplicateNames"),
    case("thrice", "a,b,a,a\n1,2,3,4\n", "a# b# a_2# a_3# / 1|2|3|4 !DuplicateNames"),
    case("empty", ",b\n1,2\n", "column_1# b# / 1|2 !EmptyNames"),
    case(
        "empty, the new name taken",
        "column_2,,x\n1,2,3\n",
        "column_2# column_3# x# / 1|2|3 !EmptyNames",
    ),
    case("all separators", ",,\n1,2,3\n", "column_1# column_2# column_3# / 1|2|3 !EmptyNames"),
    case("numbers", "1,2\n3,4\n", "1# 2# / 3|4 !NumbersAsNames"),
    case("other scripts", "größe,重さ\n1,2\n", "größe# 重さ# / 1|2"),
    case("markup stays text", "<b>,__proto__\n1,<i>\n", "<b># __proto__$ / 1|<i>"),
];

/// Files that give no table: what is special about them, and the beginning of the sentence.
pub static BAD: &[(&str, &[u8], &str)] = &[
    ("no bytes", b"", "The file is empty;"),
    ("only white space", b" \r\n\t\n", "The file is empty;"),
    ("only a byte order mark", b"\xef\xbb\xbf", "The file is empty;"),
    ("only quoted nothing", b"\"\"\n\" \"\n", "The file is empty;"),
    ("names alone", b"a,b,c\n", "The file has 3 column names in line 1 but no rows"),
    ("names alone, no line end", b"\na,b", "The file has 2 column names in line 2 but no rows"),
    ("one column", b"a\n1\n2\n", "Only one column was found (\"a\")"),
    ("another separator", b"a|b\n1|2\n", "Only one column was found (\"a|b\")"),
    ("UTF-16 little end first", b"\xff\xfea\0,\0b\0\n\0", "The file is encoded as UTF-16"),
    ("UTF-16 big end first", b"\xfe\xff\0a\0,\0b\0\n", "The file is encoded as UTF-16"),
    ("UTF-16 without a mark", b"a\0,\0b\0\n\0", "This is not a text file (line 1 holds"),
    ("a zero byte", b"a,b\n1,\0\n", "This is not a text file (line 2 holds a zero byte)"),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a text file (line 3 holds"),
    ("an Excel workbook", b"PK\x03\x04\x14\0\x06\0", "This is an Excel workbook"),
    (
        "Latin-1",
        b"a,b\r\n1,x\r\n2,caf\xe9\r\n",
        "The file is not encoded as UTF-8 (line 3 holds the byte 0xE9)",
    ),
    (
        "UTF-8 cut short",
        b"a,b\n1,\xe2\x82",
        "The file is not encoded as UTF-8 (line 2 holds the byte 0xE2)",
    ),
    (
        "open quote in the names",
        b"\"a,b\n1,2\n",
        "A quotation mark in line 1, among the column names",
    ),
    (
        "open quote in the last name",
        b"a,\"b\n1,2\n",
        "A quotation mark in line 1, among the column names",
    ),
    ("open quote in the first row", b"a,b\n\"1,2\n3,4\n", "A quotation mark in the row at line 2"),
    (
        "all rows too long",
        b"a,b\n1,2,3\n4,5,6\n",
        "None of the 2 rows fits the 2 column names (line 2 has 3 fields)",
    ),
];
