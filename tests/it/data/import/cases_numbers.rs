//! Numbers, in all their spellings.

use descent::config::DecimalMark;

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case("signs before numbers", "a,b\n-1,+2\n-0.5,-0\n", "a:dec b:int / -1|2 / -0.5|0"),
    case(
        "exponents of both kinds",
        "a,b\n1e3,2.5E-2\n-1e+2,1e-9\n",
        "a:sci b:sci / 1000|0.025 / -100|1e-9",
    ),
    case("points at the edge", "a,b\n.5,5.\n1,2\n", "a:dec b:dec / 0.5|5 / 1|2"),
    case("17 digits", "a,b\n0.1,0.30000000000000004\n", "a:dec b:dec / 0.1|0.30000000000000004"),
    case(
        "more digits than a double holds",
        "a,b\n12345678901234567890,9007199254740993\n",
        "a:int b:int / 1.2345678901234567e19|9007199254740992",
    ),
    case(
        "numbers beyond what the engine holds are missing",
        "a,b\n1e999,1\n2,1e39\n3,3e38\n",
        "a:int b:sci / ~|1 / 2|~ / 3|3e38 !beyond_numbers a 2 \"1e999\" !beyond_numbers b 3 \"1e39\"",
    ),
    case(
        "infinities are missing among numbers",
        "a,b\ninf,1\n-Infinity,2\n3,3\n",
        "a:int!Constant b:int / ~|1 / ~|2 / 3|3 !beyond_numbers a 2,3 \"inf\", \"-Infinity\"",
    ),
    case("infinities alone are words", "a,b\ninf,1\n-inf,2\n", "a:cat b:int / inf|1 / -inf|2"),
    case("hexadecimal is a word", "a,b\n0x10,1\n0x11,2\n", "a:cat b:int / 0x10|1 / 0x11|2"),
    case("signs without digits are words", "a,b\n+,.\n1,e5\n", "a:cat b:cat / +|. / 1|e5"),
    case("a minus as typesetters write it", "a,b\n\u{2212}5,1\n5,2\n", "a:int b:int / -5|1 / 5|2"),
    case(
        "percent signs",
        "a,b\n45%,1\n5.5 %,2\n-3%,3\n",
        "a:percent b:int / 45 %|1 / 5.5 %|2 / -3 %|3",
    ),
    case(
        "percent signs here and there",
        "a,b\n45%,1\n0.5,2\n30%,3\n",
        "a:dec b:int / 45|1 / 0.5|2 / 30|3 !mixed_units a 3 \"0.5\"",
    ),
    case(
        "dollars with the sign on either side",
        "a,b\n\"$1,234.50\",1\n$5,2\n-$5,3\n$-6,4\n",
        "[1,000] a:currency b:int / 1234.5|1 / 5|2 / -5|3 / -6|4",
    ),
    case(
        "euros before and behind",
        "a;b\n1.234,50 €;1\n5 €;2\n€ 7;3\n",
        "[semicolon 1,5 1.000] a:currency b:int / 1234.5|1 / 5|2 / 7|3",
    ),
    case(
        "codes of currencies",
        "a,b\nEUR 5,1\nEUR 6.50,2\n7 EUR,3\n",
        "a:currency b:int / 5|1 / 6.5|2 / 7|3",
    ),
    case(
        "losses in parentheses",
        "a,b\n($5),1\n\"(1,234.50)\",2\n$7,3\n",
        "[1,000] a:currency b:int / -5|1 / -1234.5|2 / 7|3",
    ),
    case(
        "several currencies are said",
        "a,b\n$5,1\n€6,2\n$7,3\n",
        "a:int b:int / 5|1 / 6|2 / 7|3 !mixed_units a 3 \"€6\"",
    ),
    case(
        "thousands with commas",
        "a,b\n\"1,234\",1\n\"1,234,567.89\",2\n",
        "[1,000] a:dec b:int / 1234|1 / 1234567.89|2",
    ),
    case(
        "thousands with commas, nothing else to tell",
        "a,b\n\"1,234\",1\n\"2,500\",2\n",
        "[1,000] a:int b:int / 1234|1 / 2500|2 !unsure_marks a 2,3 \"a\": \"1,234\", \"2,500\"",
    ),
    case(
        "thousands with points",
        "a;b\n1.234,5;1\n2.000.000;2\n",
        "[semicolon 1,5 1.000] a:dec b:int / 1234.5|1 / 2000000|2",
    ),
    case(
        "thousands with spaces of several kinds",
        "a,b\n1 234,1\n1\u{a0}234\u{a0}567,2\n1\u{202f}234,3\n1\u{2009}234.5,4\n",
        "[1 000] a:dec b:int / 1234|1 / 1234567|2 / 1234|3 / 1234.5|4",
    ),
    case(
        "thousands with apostrophes",
        "a,b\n1'234,1\n1\u{2019}234\u{2019}567.5,2\n",
        "[1'000] a:dec b:int / 1234|1 / 1234567.5|2",
    ),
    case(
        "groups in pairs among decimal commas",
        "a,b\n\"1,23,456\",1\n\"12,34\",2\n\"1,2345\",3\n",
        "[1,5 1,000] a:dec b:int / 123456|1 / 12.34|2 / 1.2345|3 !mixed_marks a 2 \"1,23,456\"",
    ),
    case(
        "decimal commas with semicolons",
        "a;b\n1,5;-2,25\n10;0,5\n",
        "[semicolon 1,5] a:dec b:dec / 1.5|-2.25 / 10|0.5",
    ),
    case(
        "decimal commas with tabs",
        "a\tb\n1,5\t2\n2,5\t3\n",
        "[tab 1,5] a:dec b:int / 1.5|2 / 2.5|3",
    ),
    case(
        "decimal commas in quotes",
        "a,b\n\"1,5\",2\n\"2,25\",3\n",
        "[1,5] a:dec b:int / 1.5|2 / 2.25|3",
    ),
    case(
        "1,234 with semicolons and nothing else to tell",
        "a;b\n1,234;1\n5,678;2\n",
        "[semicolon 1,5] a:dec b:int / 1.234|1 / 5.678|2 !unsure_marks a 2,3 \"a\": \"1,234\", \"5,678\"",
    ),
    case(
        "1,234 with semicolons, a decimal comma tells",
        "a;b\n1,234;1\n5,6;2\n",
        "[semicolon 1,5] a:dec b:int / 1.234|1 / 5.6|2",
    ),
    case(
        "1,234 with semicolons, a decimal point tells",
        "a;b\n1,234;1\n5.6;2\n",
        "[semicolon 1,000] a:dec b:int / 1234|1 / 5.6|2",
    ),
    said(
        "1,234 with semicolons, the user tells",
        |r| r.decimal = Some(DecimalMark::Point),
        "a;b\n1,234;1\n5,678;2\n",
        "[semicolon 1,000] a:int b:int / 1234|1 / 5678|2",
    ),
    case(
        "1,234 with tabs is thousands",
        "a\tb\n1,234\t1\n5,678\t2\n",
        "[tab 1,000] a:int b:int / 1234|1 / 5678|2 !unsure_marks a 2,3 \"a\": \"1,234\", \"5,678\"",
    ),
    case(
        "1.234 with semicolons has decimals",
        "a;b\n1.234;1\n5.678;2\n",
        "[semicolon] a:dec b:int / 1.234|1 / 5.678|2 !unsure_marks a 2,3 \"a\": \"1.234\", \"5.678\"",
    ),
    case(
        "1.234 with commas has decimals, and nobody doubts it",
        "a,b\n1.234,1\n5.678,2\n",
        "a:dec b:int / 1.234|1 / 5.678|2",
    ),
    case(
        "a decimal point in a file of decimal commas",
        "a;b\n1,5;1\n2.5;2\n3,5;3\n",
        "[semicolon 1,5] a:dec b:int / 1.5|1 / 2.5|2 / 3.5|3 !mixed_marks a 3 \"2.5\"",
    ),
    case(
        "a decimal point among thousands and decimal commas",
        "a;b\n1,5;1\n2.5;2\n1.234;3\n",
        "[semicolon 1,5 1.000] a:dec b:int / 1.5|1 / 2.5|2 / 1234|3 !mixed_marks a 3 \"2.5\"",
    ),
    case(
        "a decimal comma in a file of decimal points",
        "a\tb\n1.5\t1\n2,5\t2\n3.5\t3\n",
        "[tab] a:dec b:int / 1.5|1 / 2.5|2 / 3.5|3 !mixed_marks a 3 \"2,5\"",
    ),
    case(
        "two commas are a word",
        "a;b\n1,2,3;1\n4,5;2\n",
        "[semicolon 1,5] a:cat b:int / 1,2,3|1 / 4,5|2",
    ),
    case(
        "leading zeros are digits, and that is said",
        "a,b\n007,1\n012,2\n",
        "a:int b:int / 7|1 / 12|2 !read_as a 2,3 \"007\", \"012\"",
    ),
    case(
        "spaces within numbers that are no groups",
        "a,b\n12 34,1\n5 6,2\n",
        "a:cat b:int / 12 34|1 / 5 6|2",
    ),
    case(
        "zeros of both signs are one",
        "a,b\n-0,1\n0,2\n0.0,3\n",
        "a:dec!Constant b:int / 0|1 / 0|2 / 0|3",
    ),
    said(
        "the user's decimal comma does not join fields that commas separate",
        |r| r.decimal = Some(DecimalMark::Comma),
        "a,b,c\n1,1,yes\n2,3,no\n\"4,5\",6,no\n",
        "[1,5] a:dec b:int c:bool / 1|1|yes / 2|3|no / 4.5|6|no",
    ),
];
