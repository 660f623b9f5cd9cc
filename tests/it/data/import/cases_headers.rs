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
    case(
        "lines of key and value as wide as the table",
        "Record Length,40\nSample Interval,2.0E-06\nModel,SCOPE 2000\nSource,CH2\nSecond,Value\n-4.0E-05,1.4\n-3.8E-05,1.2\n-3.6E-05,2.5\n",
        "[line 5] Second:sci Value:dec / -0.00004|1.4 / -0.000038|1.2 / -0.000036|2.5 !preamble 1,2,3 of 4",
    ),
    case(
        "key and value, names, and units in brackets",
        "Device,X1\nOperator,Ann\nStart,Monday\nTime,Voltage\n(s),(V)\n0.1,1.5\n0.2,1.7\n0.3,1.9\n",
        "[line 4] Time:dec Voltage:dec / 0.1|1.5 / 0.2|1.7 / 0.3|1.9 !preamble 1,2,3 of 4",
    ),
    case(
        "units in brackets under the names",
        "t,v\n[s],[V]\n0.1,1.5\n0.2,1.7\n",
        "t:dec v:dec / 0.1|1.5 / 0.2|1.7 !preamble 2",
    ),
    case(
        "a short row, then a long one",
        "a,b,c\n1,2\n1,2,3,4\n",
        "a:int b:int c:dec!Empty / 1|2|~ !short_rows 2 !long_rows 3 !empty_columns c of 1",
    ),
    case(
        "fewer names than columns",
        "id,name\n1,x,3,4\n2,y,5,6\n2,z,5,6\n",
        "id:int name:cat column_3:int column_4:int / 1|x|3|4 / 2|y|5|6 / 2|z|5|6 !empty_names column_3 1 of 2",
    ),
    case(
        "names whose words are cells of other columns",
        "Yes,No,Age\nNo,Yes,30\nYes,No,31\nNo,No,35\n",
        "Yes:bool No:bool Age:int / No|Yes|30 / Yes|No|31 / No|No|35",
    ),
    case(
        "names that come again in one of several columns of words",
        "red,size,shape\nblue,big,round\nred,small,square\nblue,big,square\nred,small,round\nblue,big,round\n",
        "red:cat size:cat shape:cat / blue|big|round / red|small|square / blue|big|square / red|small|round / blue|big|round",
    ),
    case(
        "# as the first name",
        "#,name,hp\n1,ann,5\n2,bob,6\n3,eve,8\n",
        "#:int!Identifier name:cat hp:int / 1|ann|5 / 2|bob|6 / 3|eve|8",
    ),
    case(
        "names in a comment some lines above",
        "# heights\n#\n# sex;age;height\n# --- data ---\nf;17;181\nm;14;161\nf;15;170\n",
        "[semicolon line 3] sex:cat age:int height:int / f|17|181 / m|14|161 / f|15|170 !comments 1,2,4",
    ),
    case(
        "names in a comment between spaces",
        "# t x y\n1 2 3\n4 5 6\n7 8 9\n",
        "[spaces] t:int x:int y:int / 1|2|3 / 4|5|6 / 7|8|9",
    ),
    case(
        "names between commas above columns between spaces",
        "# columns: t, x, y\n1.5 2 3\n4.5 5 6\n7.5 8 9\n",
        "[spaces] t:dec x:int y:int / 1.5|2|3 / 4.5|5|6 / 7.5|8|9",
    ),
    case(
        "a remark that fits two columns above the names",
        "# made by hand, in May\na,b\n1,2\n3,4\n",
        "[line 2] a:int b:int / 1|2 / 3|4 !comments 1",
    ),
    said(
        "the line of the names, as the user says",
        |r| r.header_line = Some(3),
        "x,y\nReport,2\na,b\n1,2\n3,4\n",
        "[line 3] a:int b:int / 1|2 / 3|4 !preamble 1,2",
    ),
    said(
        "a line of names in the middle of the rows, as the user says",
        |r| r.header_line = Some(2),
        "a,b\n1,2\n3,4\n5,6\n",
        "[line 2] 1:int 2:int / 3|4 / 5|6 !preamble 1",
    ),
    said(
        "a blank line as the line of the names: the next one",
        |r| r.header_line = Some(1),
        "\n\na,b\n1,2\n",
        "[line 3] a:int b:int / 1|2",
    ),
    said(
        "a line of names behind the end, as the user says",
        |r| r.header_line = Some(9),
        "a,b\n1,2\n",
        "The file has no line 9, for it ends with line 2; choose another line for the column names.",
    ),
    case(
        "a block of YAML above the table",
        "---\ntitle: heights\nunits: cm\n---\na,b\n1,2\n3,4\n",
        "[line 5] a:int b:int / 1|2 / 3|4 !preamble 1,2,3 of 4",
    ),
    case(
        "settings with colons above the table",
        "title: heights\nunits: cm\n\na,b,c\n1,2,3\n3,4,5\n6,7,8\n",
        "[line 4] a:int b:int c:int / 1|2|3 / 3|4|5 / 6|7|8 !preamble 1,2",
    ),
    case(
        "titles with as many commas as the table",
        "Sales, 2024, all\nprinted on, Monday,\n\nregion,units,price\nN,5,1.5\nS,6,2.5\nW,7,3.5\nE,8,4.5\nN,9,5.5\n",
        "[line 4] region:cat units:int price:dec / N|5|1.5 / S|6|2.5 / W|7|3.5 / E|8|4.5 / N|9|5.5 !preamble 1,2",
    ),
    case(
        "types and flags under the names",
        "sepal,petal,class\ncontinuous,continuous,discrete\n,,class\n5.1,1.2,a\n4.9,1.4,b\n",
        "sepal:dec petal:dec class:cat / 5.1|1.2|a / 4.9|1.4|b !preamble 2,3",
    ),
    case(
        "units without brackets under the names",
        "time,voltage\ns,V\n0.1,2.2\n0.2,2.4\n",
        "time:dec voltage:dec / 0.1|2.2 / 0.2|2.4 !preamble 2",
    ),
    case(
        "questions under the names",
        "StartDate,Q1,Q2\n\"Start Date\",\"How old are you?\",\"How satisfied, overall?\"\n\"{\"\"ImportId\"\":\"\"s\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n2021-01-03,59,Very\n2021-01-14,69,Not\n",
        "StartDate:date Q1:int Q2:cat / 2021-01-03|59|Very / 2021-01-14|69|Not !preamble 2,3",
    ),
    case(
        "lengths of fields under the names",
        "agency\tdate\tflow\n5s\t20d\t14n\nUSGS\t2021-01-01\t6252\nEPA\t2021-01-02\t1298\n",
        "[tab] agency:cat date:date flow:int / USGS|2021-01-01|6252 / EPA|2021-01-02|1298 !preamble 2",
    ),
    case(
        "groups above the names",
        "Weather,,,Sales,\ntemp,wind,sky,units,revenue\n5.1,1.2,sun,3,10\n4.9,1.4,rain,4,12\n",
        "[line 2] temp:dec wind:dec sky:cat units:int revenue:int / 5.1|1.2|sun|3|10 / 4.9|1.4|rain|4|12 !preamble 1",
    ),
    case(
        "names in two lines",
        "site,temp,temp,hum,hum\n,mean,std,mean,std\nOslo,5.1,1.5,60,2\nRome,15.1,1.2,50,3\n",
        "site:cat temp mean:dec temp std:dec hum mean:int hum std:int / Oslo|5.1|1.5|60|2 / Rome|15.1|1.2|50|3 !names_in_two_lines 1",
    ),
    case(
        "names in three lines, as pandas writes them",
        ",temp,temp\n,mean,std\ncity,,\nOslo,5.1,1.5\nRome,15.1,1.2\n",
        "city:cat temp mean:dec temp std:dec / Oslo|5.1|1.5 / Rome|15.1|1.2 !names_in_two_lines 1",
    ),
    case(
        "units under names of which the first is empty",
        ",voltage,current\ns,V,mA\n0,1.1,2.2\n1,1.3,2.4\n",
        "column_1:int voltage:dec current:dec / 0|1.1|2.2 / 1|1.3|2.4 !preamble 2 !empty_names column_1 1",
    ),
    case(
        "a word in one column of numbers is a row",
        "name,score,y\nBob,absent,1\nAnn,5,2\nKim,6,3\nLee,7,4\nJoe,8,3\nMax,9,2\n",
        "name:cat!Identifier score:int y:int / Bob|~|1 / Ann|5|2 / Kim|6|3 / Lee|7|4 / Joe|8|3 / Max|9|2 !words_as_missing score 2 \"absent\"",
    ),
    case(
        "words that come again in their columns are a row",
        "x,y\nlow,none\n1,2\n3,4\n5,6\nlow,none\n7,8\n2,3\n4,5\n",
        "x:int y:int / ~|~ / 1|2 / 3|4 / 5|6 / ~|~ / 7|8 / 2|3 / 4|5 !words_as_missing x 2,6 \"low\" !words_as_missing y 2,6 \"none\"",
    ),
    case(
        "a file of attributes",
        "% made by hand\n@RELATION iris\n\n@ATTRIBUTE 'sepal length' REAL\n@attribute class {a,b}\n@DATA\n0.5,a\n0.25,'b'\n?,a\n",
        "[line 4] sepal length:dec class:cat / 0.5|a / 0.25|b / ~|a !attributes 4 of 2",
    ),
    case(
        "years above the quarters",
        "2019,,2020,\nQ1,Q2,Q1,Q2\n1,2,3,4\n2,3,4,5\n5,6,7,8\n",
        "2019 Q1:int 2019 Q2:int 2020 Q1:int 2020 Q2:int / 1|2|3|4 / 2|3|4|5 / 5|6|7|8 !names_in_two_lines 1",
    ),
    case(
        "a group's name above the first of its columns",
        "city,Temp,,Rain,\n,min,max,min,max\nOslo,1,2,3,4\nRome,2,3,4,5\nBern,5,6,7,8\n",
        "city:cat Temp min:int Temp max:int Rain min:int Rain max:int / Oslo|1|2|3|4 / Rome|2|3|4|5 / Bern|5|6|7|8 !names_in_two_lines 1",
    ),
    case(
        "durations under the names are a row",
        "start|w|end\n23:25|b|14:54\n23:58|b|10:33\n17:53|a|13:32\n",
        "[pipe] start:time w:cat end:time / 23:25:00|b|14:54:00 / 23:58:00|b|10:33:00 / 17:53:00|a|13:32:00 !read_as start 2,3,4 \"23:25\", \"23:58\", \"17:53\" !read_as end 2,3,4 \"14:54\", \"10:33\", \"13:32\"",
    ),
];
