//! Delimiters, quotation marks and line ends.

use descent::config::Delimiter;

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case("commas separate columns", "a,b\n1,x\n2,y\n", "a:int b:cat / 1|x / 2|y"),
    case("semicolons separate columns", "a;b\n1;x\n2;y\n", "[semicolon] a:int b:cat / 1|x / 2|y"),
    case("tabs separate columns", "a\tb\n1\tx\n2\ty\n", "[tab] a:int b:cat / 1|x / 2|y"),
    case("pipes separate columns", "a|b\n1|x\n2|y\n", "[pipe] a:int b:cat / 1|x / 2|y"),
    case(
        "runs of spaces separate columns, those at the ends do not",
        "  a   b\n 1   2.5 \n 10  -3\n",
        "[spaces] a:int b:dec / 1|2.5 / 10|-3",
    ),
    case(
        "semicolons with a comma in each row",
        "a;b\n1,5;x\n2,5;y\n",
        "[semicolon 1,5] a:dec b:cat / 1.5|x / 2.5|y",
    ),
    case(
        "semicolons with more commas than semicolons",
        "a;b\n1,5;2,5\n3,5;4,5\n",
        "[semicolon 1,5] a:dec b:dec / 1.5|2.5 / 3.5|4.5",
    ),
    case(
        "semicolons and decimal commas without names",
        "1,5;2,5\n3,5;4,5\n5,5;6,5\n",
        "[semicolon 1,5 no names] column_1:dec column_2:dec / 1.5|2.5 / 3.5|4.5 / 5.5|6.5 !no_names 1 of 2",
    ),
    case(
        "spaces with decimal commas",
        "x y\n1,5 2,5\n3,5 4,5\n",
        "[spaces 1,5] x:dec y:dec / 1.5|2.5 / 3.5|4.5",
    ),
    case(
        "commas with semicolons in the text",
        "a,b\n1,x;y\n2,z;w\n",
        "a:int b:cat / 1|x;y / 2|z;w",
    ),
    case(
        "commas with pipes in the text",
        "n,m,t\n1,2,x|y\n3,4,z|w\n",
        "n:int m:int t:cat / 1|2|x|y / 3|4|z|w",
    ),
    case(
        "commas in the quoted name of a tab file",
        "a\t\"b,c,d\"\n1\t2\n",
        "[tab] a:int b,c,d:int / 1|2",
    ),
    case("as steady, but with more fields", "a,b,c;d\n1,2,3;4\n", "a:int b:int c;d:cat / 1|2|3;4"),
    case(
        "spaces in names and texts separate nothing",
        "first name,city\nBob Smith,New York\nAnn Lee,Los Angeles\n",
        "first name:cat city:cat / Bob Smith|New York / Ann Lee|Los Angeles",
    ),
    case(
        "spaces within dates separate nothing",
        "2026-01-01 10:00,5\n2026-01-02 11:30,6\n",
        "[no names] column_1:date column_2:int / 2026-01-01 10:00|5 / 2026-01-02 11:30|6 !no_names 1 of 2",
    ),
    case(
        "a first line sep=; is believed",
        "sep=;\na;b,c\n1;2\n",
        "[semicolon line 2] a:int b,c:int / 1|2",
    ),
    case(
        "a first line sep= with a tab is believed",
        "sep=\t\r\na\tb\r\n1\t2\r\n",
        "[tab line 2] a:int b:int / 1|2",
    ),
    said(
        "the delimiter that the user chooses",
        |r| r.delimiter = Some(Delimiter::Pipe),
        "a;b|c;d\n1;2|3;4\n",
        "[pipe] a;b:cat c;d:cat / 1;2|3;4",
    ),
    case("quoted names and values", "\"a\",\"b\"\n\"1\",\"x\"\n", "a:int b:cat / 1|x"),
    case("a delimiter in quotes", "a,b\n1,\"x,y\"\n", "a:int b:cat / 1|x,y"),
    case("doubled quotes", "a,b\n1,\"he said \"\"no\"\"\"\n", "a:int b:cat / 1|he said \"no\""),
    case("only doubled quotes in quotes", "a,b\n1,\"\"\"\"\n", "a:int b:cat / 1|\""),
    case("a line end in quotes", "a,b\n1,\"x\ny\"\n2,z\n", "a:int b:cat / 1|x\ny / 2|z"),
    case("a quote just before the line end", "a,b\n1,\"x\"\n2,\"y\"\n", "a:int b:cat / 1|x / 2|y"),
    case("a quote inside a bare field", "a,b\n1,5\" disk\n", "a:int b:cat / 1|5\" disk"),
    case(
        "spaces before an opening quote",
        "a,b\n1, \"x,y\"\n2,  \"z\" \n",
        "a:int b:cat / 1|x,y / 2|z",
    ),
    case(
        "text behind a closing quote",
        "a,b\n1,\"x\"y\n2,\"5\" disk\"\n",
        "a:int b:cat / 1|xy / 2|5 disk\"",
    ),
    case("quoted nothing is missing", "a,b\n1,\"\"\n2,x\n", "a:int b:cat / 1|~ / 2|x"),
    case("the last quoted field at the end of the file", "a,b\n1,\"x\"", "a:int b:cat / 1|x"),
    case(
        "an open quote is a character like others",
        "a,b\n1,x\n2,\"y\n3,z\n",
        "a:int b:cat / 1|x / 2|\"y / 3|z !open_quotes b 3",
    ),
    case(
        "an open quote as the last byte",
        "a,b\n1,x\n2,\"",
        "a:int b:cat / 1|x / 2|\" !open_quotes b 3",
    ),
    case("an open quote among the names", "a,\"b\n1,x\n2,y\n", "a:int \"b:cat / 1|x / 2|y"),
    case(
        "two open quotes in one column do not close each other",
        "a,b\n1,\"x\n2,\"y\n3,z\n",
        "a:int b:cat / 1|\"x / 2|\"y / 3|z !open_quotes b 2,3",
    ),
    case(
        "quotes in a file of spaces",
        "a b\n1 \"x y\"\n2 z\n",
        "[spaces] a:int b:cat / 1|x y / 2|z",
    ),
    case("CRLF ends lines", "a,b\r\n1,x\r\n2,y\r\n", "a:int b:cat / 1|x / 2|y"),
    case("CR alone ends lines", "a,b\r1,x\r2,y\r", "a:int b:cat / 1|x / 2|y"),
    case("line ends of all kinds", "a,b\n1,x\r\n2,y\r3,z", "a:int b:cat / 1|x / 2|y / 3|z"),
    case("no line end at the end", "a,b\n1,x\n2,y", "a:int b:cat / 1|x / 2|y"),
    case(
        "blank lines anywhere",
        "\n\na,b\n\n1,x\n   \n2,y\n\n\n",
        "[line 3] a:int b:cat / 1|x / 2|y",
    ),
    case("spaces around fields", " a , b \n 1 ,  x y \n\u{a0}2,z\t\n", "a:int b:cat / 1|x y / 2|z"),
    case(
        "an opening mark that the next row's would close",
        "id,name,n\n1,\"Ann,5\n2,Bob,6\n3,Eve,7\n4,\"Dan,8\n5,Kim,9\n",
        "id:int!Identifier name:cat n:int / 1|\"Ann|5 / 2|Bob|6 / 3|Eve|7 / 4|\"Dan|8 / 5|Kim|9 !open_quotes name 2,5",
    ),
    case(
        "an opening mark that is closed many rows later",
        "id,name,n\n1,\"Ann,5\n2,Bob,6\n3,Eve,7\n4,Dan,8\n5,Kim\",9\n6,Joe,3\n",
        "id:int name:cat!Identifier n:int / 1|\"Ann|5 / 2|Bob|6 / 3|Eve|7 / 4|Dan|8 / 5|Kim\"|9 / 6|Joe|3 !open_quotes name 2",
    ),
    case(
        "a quoted cell of many lines with commas is one cell",
        "id,text\n1,\"one, two\nthree\nfour, five, six\nseven\"\n2,\"x\"\n",
        "id:int text:cat / 1|one, two\nthree\nfour, five, six\nseven / 2|x",
    ),
    case(
        "whole lines in quotes",
        "\"x,y,z\"\n\"0.1,3,a\"\n\"0.2,4,b\"\n",
        "x:dec y:int z:cat / 0.1|3|a / 0.2|4|b !quoted_lines 1",
    ),
    case(
        "whole lines in quotes but for the names",
        "x;y\n\"0.1;\"\"a\"\"\"\n\"0.2;\"\"b\"\"\"\n",
        "[semicolon] x:dec y:cat / 0.1|a / 0.2|b !quoted_lines 2",
    ),
    case(
        "quotes behind backslashes",
        "text,n\n\"he said \\\"hi, you\\\" to me\",3\nfine,4\n\"a \\\"b\\\" c\",5\n",
        "text:cat n:int / he said \"hi, you\" to me|3 / fine|4 / a \"b\" c|5",
    ),
    case(
        "quotes behind backslashes without a delimiter in between",
        "text,n\n\"he said \\\"hi\\\" to me\",3\nfine,4\n",
        "text:cat n:int / he said \"hi\" to me|3 / fine|4",
    ),
    case(
        "a backslash before a closing quote",
        "path,n\n\"C:\\dir\\\",3\n\"D:\\a b\\\",4\n\"E\",5\n",
        "path:cat n:int / C:\\dir\\|3 / D:\\a b\\|4 / E|5",
    ),
];
