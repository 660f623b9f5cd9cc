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
    case(
        "addresses have no decimal mark",
        "ip,temp,y\n192.168.100.101,21.345,3\n192.168.100.117,9.871,5\n192.168.101.140,30.112,1\n",
        "ip:cat temp:dec y:int / 192.168.100.101|21.345|3 / 192.168.100.117|9.871|5 / 192.168.101.140|30.112|1",
    ),
    case(
        "versions have no decimal mark",
        "ver,t\n1.100.250,20.5\n1.101.254,19.3\n1.100.250,21.4\n",
        "ver:cat t:dec / 1.100.250|20.5 / 1.101.254|19.3 / 1.100.250|21.4",
    ),
    case(
        "versions beside numbers of three decimals",
        "ver,t\n1.100.250,20.512\n1.101.254,19.301\n1.100.250,21.444\n",
        "ver:cat t:dec / 1.100.250|20.512 / 1.101.254|19.301 / 1.100.250|21.444",
    ),
    case(
        "versions of several lengths beside decimal commas",
        "v;x\n1.2.13;1,5\n1.100.250;2,5\n2.10.1;3,5\n1.100.250;4,5\n",
        "[semicolon 1,5] v:cat x:dec / 1.2.13|1.5 / 1.100.250|2.5 / 2.10.1|3.5 / 1.100.250|4.5",
    ),
    case(
        "thousands with points, nothing else to tell",
        "a;b\n1.234.567;1\n2.000.000;2\n123.456;3\n",
        "[semicolon 1,5 1.000] a:int b:int / 1234567|1 / 2000000|2 / 123456|3",
    ),
    case(
        "three decimals with points outnumber those with commas",
        "lat;lon;price\n40.123;-5.678;123,456\n41.555;-5.111;234,567\n",
        "[semicolon 1,000] lat:dec lon:dec price:int / 40.123|-5.678|123456 / 41.555|-5.111|234567 !unsure_marks lat 2,3 \"lat\": \"40.123\", \"41.555\"",
    ),
    case(
        "points are decimals in a column where one tells, whatever the file has",
        "a;b\n1,5;1.234\n2,5;0.98\n3,5;5.678\n",
        "[semicolon 1,5] a:dec b:dec / 1.5|1.234 / 2.5|0.98 / 3.5|5.678 !mixed_marks b 3 \"0.98\"",
    ),
    case(
        "commas are decimals in a column where one tells, whatever the file has",
        "a\tb\tc\n1.5\t1.5\t1,234\n2.5\t2.5\t0,98\n3.5\t3.5\t5,678\n",
        "[tab] a:dec b:dec c:dec / 1.5|1.5|1.234 / 2.5|2.5|0.98 / 3.5|3.5|5.678 !mixed_marks c 3 \"0,98\"",
    ),
    case(
        "a minus as word processors write it",
        "a,b\n\u{2010}1.5,1\n\u{2011}2.5,2\n\u{2012}3.5,3\n\u{2013}4.5,4\n\u{2014}5.5,5\n\u{fe63}6.5,6\n\u{ff0d}7.5,7\n\u{2212}8.5,8\n",
        "a:dec b:int / -1.5|1 / -2.5|2 / -3.5|3 / -4.5|4 / -5.5|5 / -6.5|6 / -7.5|7 / -8.5|8",
    ),
    case(
        "a dash with a space is no minus",
        "a,b\n\u{2013} 5,1\n\u{2013} 7,2\n6,3\n",
        "a:cat b:int / – 5|1 / – 7|2 / 6|3",
    ),
    case(
        "prices with a dash for no cents",
        "a;b\n39,-;1'455.-\n12,50;2'000.--\n7,\u{2013};800.\u{2014}\n",
        "[semicolon 1,5 1'000] a:dec b:int / 39|1455 / 12.5|2000 / 7|800",
    ),
    case(
        "thousands with underscores",
        "a,b\n11_951,1\n1_234_567,2\n",
        "[1_000] a:int b:int / 11951|1 / 1234567|2",
    ),
    case(
        "exponents of Fortran",
        "a,b\n0.5D+07,1\n-1.25d-02,2\n",
        "a:sci b:int / 5000000|1 / -0.0125|2",
    ),
    case(
        "a spreadsheet's formula for a text",
        "zip,b\n=\"00075\",1\n=\"10115\",2\n=\"20095\",=\"3\"\n",
        "zip:cat b:int / 00075|1 / 10115|2 / 20095|3 !codes zip of 1",
    ),
    case(
        "curly quotes around numbers",
        "a,b\n\u{201c}1.5\u{201d},1\n\u{201e}2\u{201c},2\n\u{2018}3\u{2019},3\n",
        "a:dec b:int / 1.5|1 / 2|2 / 3|3",
    ),
    case(
        "a code for a missing value far outside",
        "a,b\n0.5,0\n1.5,1\n2.5,2\n-9999,0\n4.5,1\n5.5,2\n6.5,0\n7.5,1\n8.5,2\n-9999,0\n10.5,1\n11.5,2\n12.5,0\n13.5,1\n",
        "a:dec b:int / 0.5|0 / 1.5|1 / 2.5|2 / -9999|0 / 4.5|1 / 5.5|2 / 6.5|0 / 7.5|1 / 8.5|2 / -9999|0 / 10.5|1 / 11.5|2 / 12.5|0 / 13.5|1 !sentinel a of 2",
    ),
    case(
        "one 999.9 above ten ranges",
        "a,b\n0.5,0\n1.5,1\n2.5,2\n999.9,0\n4.5,1\n5.5,2\n6.5,0\n7.5,1\n8.5,2\n9.5,0\n10.5,1\n11.5,2\n12.5,0\n13.5,1\n",
        "a:dec b:int / 0.5|0 / 1.5|1 / 2.5|2 / 999.9|0 / 4.5|1 / 5.5|2 / 6.5|0 / 7.5|1 / 8.5|2 / 9.5|0 / 10.5|1 / 11.5|2 / 12.5|0 / 13.5|1 !sentinel a of 1",
    ),
    case(
        "99 is no code beside 90",
        "a,b\n90,0\n91,1\n92,2\n93,0\n94,1\n95,2\n96,0\n97,1\n98,2\n99,0\n90,1\n91,2\n92,0\n93,1\n",
        "a:int b:int / 90|0 / 91|1 / 92|2 / 93|0 / 94|1 / 95|2 / 96|0 / 97|1 / 98|2 / 99|0 / 90|1 / 91|2 / 92|0 / 93|1",
    ),
    said(
        "a code for a missing value, as the user says, however it is written",
        |r| r.missing = vec!["-9999".into()],
        "a,b\n-9999.00,1\n2,2\n-9999,3\n5,-9999.0\n",
        "a:int b:int / ~|1 / 2|2 / ~|3 / 5|~",
    ),
    case(
        "prices of thousands with a dash for no cents",
        "a;b\n1.953,-;1\n12,50;2\n2.000,--;3\n",
        "[semicolon 1,5 1.000] a:dec b:int / 1953|1 / 12.5|2 / 2000|3",
    ),
    said(
        "a code for a missing value with a decimal comma, as the user says",
        |r| r.missing = vec!["-999.25".into()],
        "a;b\n-999,25;1\n2,5;2\n-999,250;3\n",
        "[semicolon 1,5] a:dec!Constant b:int / ~|1 / 2.5|2 / ~|3",
    ),
];
