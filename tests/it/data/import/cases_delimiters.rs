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
    case(
        "blanks within fields do not beat semicolons",
        "age;outcome\n3 years;a\n1 years;b\n4 years;a\n2 years;b\n5 years;b\n",
        "[semicolon] age:int outcome:cat / 3|a / 1|b / 4|a / 2|b / 5|b !read_as age 2,3,4 of 5 \"3 years\", \"1 years\", \"4 years\"",
    ),
    case(
        "blanks within fields do not beat commas in many rows",
        "class,name,grade\n1a,Kid 0,1\n1b,Kid 1,2\n1a,Kid 2,3\n1b,Kid 3,4\n1a,Kid 4,5\n1b,Kid 5,1\n1a,Kid 6,2\n1b,Kid 7,3\n1a,Kid 8,4\n",
        "class:cat name:cat!FreeText grade:int / 1a|Kid 0|1 / 1b|Kid 1|2 / 1a|Kid 2|3 / 1b|Kid 3|4 / 1a|Kid 4|5 / 1b|Kid 5|1 / 1a|Kid 6|2 / 1b|Kid 7|3 / 1a|Kid 8|4",
    ),
    case(
        "blanks between commas in a last and a first field",
        "sku,desc,price\nA0,Room 0,0\nA1,Room 1,7\nA2,Room 2,14\n",
        "sku:cat desc:cat price:int / A0|Room 0|0 / A1|Room 1|7 / A2|Room 2|14",
    ),
    case(
        "blanks within numbers of a telephone",
        "phone,churn\n+49 123 4567890,yes\n+49 124 4567891,no\n+49 125 4567892,yes\n",
        "phone:cat churn:bool / +49 123 4567890|yes / +49 124 4567891|no / +49 125 4567892|yes",
    ),
    case(
        "blanks within fields do not beat tabs",
        "dose\tresp\n30 mg\t400 ms\n20 mg\t300 ms\n25 mg\t350 ms\n",
        "[tab] dose:int resp:int / 30|400 / 20|300 / 25|350 !read_as dose 2,3,4 \"30 mg\", \"20 mg\", \"25 mg\" !read_as resp 2,3,4 \"400 ms\", \"300 ms\", \"350 ms\"",
    ),
    case(
        "blanks that fit the line of names too do not beat commas",
        "age years,outcome\n3 years,a\n1 years,b\n4 years,a\n",
        "age years:int outcome:cat / 3|a / 1|b / 4|a !read_as age years 2,3,4 \"3 years\", \"1 years\", \"4 years\"",
    ),
    case(
        "blanks that fit a title do not beat commas",
        "Annual Report\nage,outcome\n3 years,a\n1 years,b\n4 years,a\n2 years,b\n",
        "[line 2] age:int outcome:cat / 3|a / 1|b / 4|a / 2|b !preamble 1 !read_as age 3,4,5 of 4 \"3 years\", \"1 years\", \"4 years\"",
    ),
    case(
        "semicolons within fields do not beat commas",
        "pos,y\n40.12;8.55,a\n41.12;7.55,b\n40.02;8.15,a\n",
        "pos:cat y:cat / 40.12;8.55|a / 41.12;7.55|b / 40.02;8.15|a",
    ),
    case(
        "blanks between decimal commas without names",
        "1,5 2,5\n3,5 4,5\n4,1 5,5\n",
        "[spaces 1,5 no names] column_1:dec column_2:dec / 1.5|2.5 / 3.5|4.5 / 4.1|5.5 !no_names 1 of 2",
    ),
    case(
        "words behind a tab in lines of numbers between blanks",
        "18.0   8   307.0  130\t\"chevy malibu\"\n15.0   8   350.0  165\t\"skylark 320\"\n18.0   6   318.0  150\t\"plymouth\"\n",
        "[spaces no names] column_1:dec column_2:int column_3:dec column_4:int column_5:cat / 18|8|307|130|chevy malibu / 15|8|350|165|skylark 320 / 18|6|318|150|plymouth !no_names 1 of 5",
    ),
    case(
        "columns of fixed width with blanks in their fields",
        "NAME                 AGE SCORE\nNew York              34   5.1\nBoston                22   4.4\nLos Angeles           45   3.9\n",
        "[spaces] NAME:cat AGE:int SCORE:dec / New York|34|5.1 / Boston|22|4.4 / Los Angeles|45|3.9 !fixed_widths of 3",
    ),
    case(
        "a name of two words above a column of fixed width",
        "city           total cost\nOslo                 31.5\nNew York              2.5\nLos Angeles         131.5\n",
        "[spaces] city:cat total cost:dec / Oslo|31.5 / New York|2.5 / Los Angeles|131.5 !fixed_widths of 2",
    ),
    case(
        "columns of fixed width in letters of several bytes",
        "city        age\nZürich       31\nSão Paulo    22\nNew York      4\n",
        "[spaces] city:cat age:int / Zürich|31 / São Paulo|22 / New York|4 !fixed_widths of 2",
    ),
    case(
        "a table of Markdown",
        "| a | b |\n|---|:--:|\n| 1 | x |\n| 2 | y y |\n",
        "[pipe] a:int b:cat / 1|x / 2|y y !rulers 2",
    ),
    case(
        "a table that psql printed",
        " id | name  | score \n----+-------+-------\n  7 | ann   |  0.33\n  1 | bob   |  0.02\n  2 | ann   |  0.87\n(3 rows)\n",
        "[pipe] id:int!Identifier name:cat score:dec / 7|ann|0.33 / 1|bob|0.02 / 2|ann|0.87 !rulers 2 !below 6",
    ),
    case(
        "a table that mysql printed",
        "+----+------+\n| id | y    |\n+----+------+\n|  7 | 0.25 |\n|  3 | 0.75 |\n+----+------+\n2 rows in set (0.00 sec)\n",
        "[pipe line 2] id:int y:dec / 7|0.25 / 3|0.75 !rulers 1,3,6 !below 7",
    ),
    case(
        "a comma in the title of a file of semicolons",
        "Umsatz, 2024\nregion;umsatz\nNord;1,5\nSued;2,5\nOst;3,5\n",
        "[semicolon 1,5 line 2] region:cat umsatz:dec / Nord|1.5 / Sued|2.5 / Ost|3.5 !preamble 1",
    ),
    case(
        "names of rows without a name, in columns of fixed width",
        "             mpg  cyl\nMazda RX4    21.0   6\nDatsun 710   22.8   4\nHornet       21.4   6\n",
        "[spaces] column_1:cat mpg:dec cyl:int / Mazda RX4|21|6 / Datsun 710|22.8|4 / Hornet|21.4|6 !fixed_widths of 3 !empty_names column_1 1",
    ),
    case(
        "columns of fixed width above a remark",
        "NAME        AGE  CITY\nAnn Lee      31  Rome\nBob          32  New York\nCyd Fox      33  Oslo\n\nSource: somebody who wrote a very long line\n",
        "[spaces] NAME:cat AGE:int CITY:cat / Ann Lee|31|Rome / Bob|32|New York / Cyd Fox|33|Oslo !fixed_widths of 3 !below 6",
    ),
    case(
        "words within a column of fixed width that all begin at one place",
        "ID   NAME          AGE\n1    Bob            42\n2    Ann Lee        50\n3    Cyd von Fox    28\n4    Dan Kim        33\n",
        "[spaces] ID:int!Identifier NAME:cat AGE:int / 1|Bob|42 / 2|Ann Lee|50 / 3|Cyd von Fox|28 / 4|Dan Kim|33 !fixed_widths of 3",
    ),
    case(
        "a title that blanks part as the rows",
        "Annual Report\nn,list\n93,4 5 5\n62,2 0 8\n2,7 4 2\n",
        "[line 2] n:int list:cat / 93|4 5 5 / 62|2 0 8 / 2|7 4 2 !preamble 1",
    ),
    case(
        "tabs under a title of two words",
        "Annual Report\nw\tcode\tv\nc\tA0\t4.5\nb\tA1\t1.5\nb\tA2\t1.25\n",
        "[tab line 2] w:cat code:cat v:dec / c|A0|4.5 / b|A1|1.5 / b|A2|1.25 !preamble 1",
    ),
    case(
        "blanks that part the line of names and the rows alike do not beat tabs",
        "a x b\tc x d\n5 x 5\t+49 420 4749109\n5 x 3\t+49 551 8533913\n7 x 3\t+49 395 9971345\n",
        "[tab] a x b:cat c x d:cat / 5 x 5|+49 420 4749109 / 5 x 3|+49 551 8533913 / 7 x 3|+49 395 9971345",
    ),
];
