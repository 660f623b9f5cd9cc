//! Which delimiter and quotation mark a file has, or that it has one column.

use crate::data::import::cases::{Case, case};

pub static CASES: &[Case] = &[
    case(
        "line breaks and tabs in quoted cells",
        "id,text\n1,\"one\ttwo\nthree\tfour\"\n2,\"five\tsix\nseven\teight\"\n3,\"a\tb\"\n",
        "id:int text:cat / 1|one\ttwo\nthree\tfour / 2|five\tsix\nseven\teight / 3|a\tb",
    ),
    case(
        "a column of sentences",
        "review\nThe cat sat down\nA dog ran off\nWe all went home\n",
        "Only one column was found (\"review\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces.",
    ),
    case(
        "a column of sentences with commas",
        "text\nHello, world\nHow are you\nFine, thanks, bye\nNo\n",
        "Only one column was found (\"text\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces.",
    ),
    case(
        "columns between colons",
        "name:age:city\nann:31:Rome\nbob:25:Oslo\n",
        "[colon] name:cat age:int city:cat / ann|31|Rome / bob|25|Oslo",
    ),
    case(
        "times alone are no columns between colons",
        "time\n12:30:01\n12:30:02\n12:30:05\n",
        "Only one column was found (\"time\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces.",
    ),
    case(
        "fields between backticks",
        "`a b`,`c, d`\n`x, y`,1\n`z, w`,2\n",
        "a b:cat c, d:int / x, y|1 / z, w|2",
    ),
    case(
        "fields between apostrophes",
        "'a','b'\n'1','x, y'\n'2','z, w'\n",
        "a:int b:cat / 1|x, y / 2|z, w",
    ),
    case(
        "apostrophes within words are none",
        "name,n\nO'Neil,1\nD'Arcy,2\n'tis,3\n",
        "name:cat n:int / O'Neil|1 / D'Arcy|2 / 'tis|3",
    ),
    case(
        "groups of digits between semicolons",
        "x;y\n1,234,567.05;k\n2,345,678.15;k\n",
        "[semicolon 1,000] x:dec y:cat!Constant / 1234567.05|k / 2345678.15|k",
    ),
];
