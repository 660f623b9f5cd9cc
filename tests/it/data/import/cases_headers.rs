//! Column names, and what stands above them.

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case("a name twice", "a,a\n1,2\n", "a:int a_2:int / 1|2 !duplicate_names a_2 1"),
    case(
        "a name twice, the new name taken",
        "a,a,a_2\n1,2,3\n",
        "a:int a_3:int a_2:int / 1|2|3 !duplicate_names a_3 1",
    ),
    case(
        "a name thrice",
        "a,b,a,a\n1,2,3,4\n",
        "a:int b:int a_2:int a_3:int / 1|2|3|4 !duplicate_names a_2 1 of 2",
    ),
    case("an empty name", ",b\n1,2\n", "column_1:int b:int / 1|2 !empty_names column_1 1"),
    case(
        "an empty name, the new name taken",
        "column_2,,x\n1,2,3\n",
        "column_2:int column_3:int x:int / 1|2|3 !empty_names column_3 1",
    ),
    case(
        "several empty names",
        "a,,,d\n1,2,3,4\n",
        "a:int column_2:int column_3:int d:int / 1|2|3|4 !empty_names column_2 1 of 2",
    ),
    case(
        "names with underscores and points",
        "fixed_acidity,a.b,_c\n1,2,3\n",
        "fixed_acidity:int a.b:int _c:int / 1|2|3",
    ),
    case(
        "names that programs stumble over",
        "__proto__,constructor\n1,<i>\n",
        "__proto__:int constructor:cat / 1|<i>",
    ),
    case("markup is text", "<b>,c\n1,<i>\n", "<b>:int c:cat / 1|<i>"),
    case("a line end in a name", "\"gust\r\nspeed\",b\n1,2\n", "gust speed:int b:int / 1|2"),
    case("names that differ by case", "A,a\n1,2\n", "A:int a:int / 1|2"),
    case(
        "a first row of numbers is data",
        "1,2\n3,4\n",
        "[no names] column_1:int column_2:int / 1|2 / 3|4 !no_names 1 of 2",
    ),
    case(
        "a first row of numbers and a word is data",
        "5.1,3.5,setosa\n4.9,3.0,setosa\n6.3,3.3,virginica\n",
        "[no names] column_1:dec column_2:dec column_3:cat / 5.1|3.5|setosa / 4.9|3|setosa / 6.3|3.3|virginica !no_names 1 of 3",
    ),
    said(
        "a first row of numbers is names, as the user says",
        |r| r.header = Some(true),
        "1,2\n3,4\n",
        "1:int 2:int / 3|4",
    ),
    said(
        "a first row of words is data, as the user says",
        |r| r.header = Some(false),
        "x,y\nz,w\n",
        "[no names] column_1:cat column_2:cat / x|y / z|w",
    ),
    case(
        "all text: the first row is names",
        "name,colour\nanna,red\nbert,blue\n",
        "name:cat colour:cat / anna|red / bert|blue",
    ),
    case(
        "all text, the first row's words come again: data",
        "e,x\ne,y\np,x\ne,y\np,x\n",
        "[no names] column_1:cat column_2:cat / e|x / e|y / p|x / e|y / p|x !no_names 1 of 2",
    ),
    case(
        "years are names",
        "country,2019,2020,2021\nFR,1.5,2.5,3.5\nDE,2.5,3.5,4.5\n",
        "country:cat 2019:dec 2020:dec 2021:dec / FR|1.5|2.5|3.5 / DE|2.5|3.5|4.5",
    ),
    case("one name is a number", "id,2020\n1,7.5\n2,8.5\n", "id:int 2020:dec / 1|7.5 / 2|8.5"),
    case(
        "a first row with a hole is data",
        "1,,3\n4,5,6\n7,8,9\n",
        "[no names] column_1:int column_2:int column_3:int / 1|~|3 / 4|5|6 / 7|8|9 !no_names 1 of 3",
    ),
    case(
        "dates in the first row are data",
        "2026-01-01,5\n2026-01-02,6\n",
        "[no names] column_1:date column_2:int / 2026-01-01|5 / 2026-01-02|6 !no_names 1 of 2",
    ),
    case(
        "a title above the names",
        "Sales of 2026\n\na,b,c\n1,2,3\n4,5,6\n",
        "[line 3] a:int b:int c:int / 1|2|3 / 4|5|6 !preamble 1",
    ),
    case(
        "two titles of different widths above the names",
        "Report,May\nall\na,b,c\n1,2,3\n4,5,6\n",
        "[line 3] a:int b:int c:int / 1|2|3 / 4|5|6 !preamble 1,2",
    ),
    case(
        "a title padded with delimiters",
        "Sales,,\n,,\na,b,c\n1,2,3\n4,5,6\n",
        "[line 3] a:int b:int c:int / 1|2|3 / 4|5|6 !preamble 1,2",
    ),
    case(
        "comments above the names",
        "# made by hand\n# x, y\na,b,c\n1,2,3\n4,5,6\n",
        "[line 3] a:int b:int c:int / 1|2|3 / 4|5|6 !comments 1,2",
    ),
    case(
        "comments between rows",
        "a,b\n1,2\n# nothing\n3,4\n",
        "a:int b:int / 1|2 / 3|4 !comments 3",
    ),
    case("rows that begin with # are rows", "a,b\n#1,2\n#2,3\n", "a:cat b:int / #1|2 / #2|3"),
    case("names behind #", "#id,x\n1,2.5\n2,3.5\n3,4.5\n", "id:int x:dec / 1|2.5 / 2|3.5 / 3|4.5"),
    case(
        "names as R writes them",
        "\"x\" \"y\"\n\"1\" 5 6\n\"2\" 7 8\n",
        "[spaces] column_1:int x:int y:int / 1|5|6 / 2|7|8 !row_names column_1 1",
    ),
    case(
        "rows with one field more than names",
        "a,b\n1,2,3\n4,5,6\n",
        "column_1:int a:int b:int / 1|2|3 / 4|5|6 !row_names column_1 1",
    ),
    case(
        "last columns without names and values",
        "a,b,,\n1,2,,\n3,4,,\n",
        "a:int b:int / 1|2 / 3|4 !trailing_columns 1 of 2",
    ),
    case(
        "a last column without a name but with a value",
        "a,b,\n1,2,\n3,4,5\n",
        "a:int b:int column_3:int!Constant / 1|2|~ / 3|4|5 !empty_names column_3 1",
    ),
];
