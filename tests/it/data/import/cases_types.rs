//! What columns are, what is missing, what is left out.

use descent::config::ColumnType;

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case(
        "usual markers of missing values",
        "a,b\n1,\n2,NA\n3,n/a\n4,NaN\n5,NULL\n6,None\n7,?\n8,-\n9, \n10,#N/A\n0,5\n",
        "a:int b:int!NearlyEmpty / 1|~ / 2|~ / 3|~ / 4|~ / 5|~ / 6|~ / 7|~ / 8|~ / 9|~ / 10|~ / 0|5 !sparse b of 1",
    ),
    case(
        "markers in a column of words",
        "a,b\n1,x\n2,Na\n3,nil\n",
        "a:int b:cat / 1|x / 2|~ / 3|nil",
    ),
    case("words that begin like markers", "a,b\n1,nan1\n2,nono\n", "a:int b:cat / 1|nan1 / 2|nono"),
    said(
        "the user's own markers",
        |r| r.missing = vec!["-999".into(), "unknown".into()],
        "a,b\n1,-999\n2,Unknown\n3,4\n4,\"-999\"\n5,5\n",
        "a:int b:int / 1|~ / 2|~ / 3|4 / 4|~ / 5|5",
    ),
    said(
        "usual markers are words where the user says so",
        |r| r.usual_markers_are_words = true,
        "code,n\nNA,1\nUS,2\n,3\n",
        "code:cat n:int / NA|1 / US|2 / ~|3",
    ),
    case(
        "a column without values",
        "a,b,c\n1,,x\n2,NA,y\n",
        "a:int b:dec!Empty c:cat / 1|~|x / 2|~|y !empty_columns b of 1",
    ),
    case(
        "a column with one value",
        "a,b,c\n1,5,x\n2,5,x\n3,5,y\n",
        "a:int b:int!Constant c:cat / 1|5|x / 2|5|x / 3|5|y",
    ),
    case(
        "one word and missing values are no constant",
        "a,b\n1,yes\n2,\n3,yes\n",
        "a:int b:cat / 1|yes / 2|~ / 3|yes",
    ),
    case("yes and no", "a,b\n1,yes\n2,no\n3,yes\n", "a:int b:bool / 1|yes / 2|no / 3|yes"),
    case(
        "True and False, in any case",
        "a,b\n1,True\n2,FALSE\n3,true\n4,True\n",
        "a:int b:bool / 1|True / 2|FALSE / 3|True / 4|True",
    ),
    case("ja and nein: no comes first", "a,b\n1,ja\n2,nein\n", "a:int b:bool / 1|ja / 2|nein"),
    case("on and off: off comes first", "a,b\n1,on\n2,off\n", "a:int b:bool / 1|on / 2|off"),
    case(
        "words of two pairs are categories",
        "a,b\n1,yes\n2,true\n3,no\n",
        "a:int b:cat / 1|yes / 2|true / 3|no",
    ),
    case("only yes is no pair", "a,b\n1,yes\n2,yes\n", "a:int b:cat!Constant / 1|yes / 2|yes"),
    case("0 and 1 are numbers", "a,b\n1,0\n2,1\n3,1\n", "a:int b:int / 1|0 / 2|1 / 3|1"),
    case(
        "numbers with a word, too few rows to be sure",
        "a,b\n1,1\n2,two\n3,3\n",
        "a:int b:cat / 1|1 / 2|two / 3|3 !numbers_with_text b 3 \"two\"",
    ),
    case(
        "one word in 21 values counts as missing",
        "a,b\n0,0\n1,1\n2,2\n3,3\n4,4\n5,0\n6,1\n0,2\n1,3\n2,4\n3,0\n4,1\n5,2\n6,3\n0,4\n1,0\n2,1\n3,2\n4,3\n5,4\n1,err\n",
        "a:int b:int / 0|0 / 1|1 / 2|2 / 3|3 / 4|4 / 5|0 / 6|1 / 0|2 / 1|3 / 2|4 / 3|0 / 4|1 / 5|2 / 6|3 / 0|4 / 1|0 / 2|1 / 3|2 / 4|3 / 5|4 / 1|~ !words_as_missing b 22 \"err\"",
    ),
    case(
        "one word in 20 values is missing",
        "a,b\n0,0\n1,1\n2,2\n3,3\n4,4\n5,0\n6,1\n0,2\n1,3\n2,4\n3,0\n4,1\n5,2\n6,3\n0,4\n1,0\n2,1\n3,2\n4,3\n1,err\n",
        "a:int b:int / 0|0 / 1|1 / 2|2 / 3|3 / 4|4 / 5|0 / 6|1 / 0|2 / 1|3 / 2|4 / 3|0 / 4|1 / 5|2 / 6|3 / 0|4 / 1|0 / 2|1 / 3|2 / 4|3 / 1|~ !words_as_missing b 21 \"err\"",
    ),
    case("mostly words", "a,b\n1,x\n2,y\n3,3\n", "a:int b:cat / 1|x / 2|y / 3|3"),
    said(
        "words as missing, as the user says",
        |r| {
            r.types.insert("b".into(), ColumnType::Decimal);
        },
        "a,b\n1,1\n2,two\n3,3\n",
        "a:int b:int / 1|1 / 2|~ / 3|3 !words_as_missing b 3 \"two\"",
    ),
    said(
        "numbers as categories, as the user says",
        |r| {
            r.types.insert("zip".into(), ColumnType::Category);
        },
        "zip,b\n01234,1\n00501,2\n",
        "zip:cat b:int / 01234|1 / 00501|2",
    ),
    said(
        "a choice for a column that is not there",
        |r| {
            r.types.insert("c".into(), ColumnType::Date);
        },
        "a,b\n1,2\n",
        "a:int b:int / 1|2",
    ),
    case(
        "a column that counts the rows",
        "id,x,y\n1,1,3\n2,4,1\n3,2,4\n4,2,2\n5,4,0\n6,1,3\n7,0,1\n8,1,4\n9,4,2\n10,2,0\n",
        "id:int!Identifier x:int y:int / 1|1|3 / 2|4|1 / 3|2|4 / 4|2|2 / 5|4|0 / 6|1|3 / 7|0|1 / 8|1|4 / 9|4|2 / 10|2|0",
    ),
    case(
        "a column that counts the rows, without a name",
        ",x,y\n1,1,3\n2,4,1\n3,2,4\n4,2,2\n5,4,0\n6,1,3\n7,0,1\n8,1,4\n9,4,2\n10,2,0\n",
        "column_1:int!Identifier x:int y:int / 1|1|3 / 2|4|1 / 3|2|4 / 4|2|2 / 5|4|0 / 6|1|3 / 7|0|1 / 8|1|4 / 9|4|2 / 10|2|0 !empty_names column_1 1",
    ),
    case(
        "numbers that count up are kept where little else is left",
        "x,y\n1,1\n2,4\n3,9\n4,16\n5,25\n6,36\n7,49\n8,64\n9,81\n10,100\n",
        "x:int y:int / 1|1 / 2|4 / 3|9 / 4|16 / 5|25 / 6|36 / 7|49 / 8|64 / 9|81 / 10|100",
    ),
    case(
        "decimal numbers of their own in every row are no names",
        "a,b,c\n0.5,0,0\n1.5,1,1\n2.5,4,2\n3.5,2,0\n4.5,2,1\n5.5,4,2\n6.5,1,0\n7.5,0,1\n8.5,1,2\n9.5,4,0\n",
        "a:dec b:int c:int / 0.5|0|0 / 1.5|1|1 / 2.5|4|2 / 3.5|2|0 / 4.5|2|1 / 5.5|4|2 / 6.5|1|0 / 7.5|0|1 / 8.5|1|2 / 9.5|4|0",
    ),
    case(
        "whole numbers of their own in every row are no names",
        "size,b,c\n3,0,0\n4,1,1\n7,4,2\n12,2,0\n19,2,1\n28,4,2\n39,1,0\n52,0,1\n67,1,2\n84,4,0\n",
        "size:int b:int c:int / 3|0|0 / 4|1|1 / 7|4|2 / 12|2|0 / 19|2|1 / 28|4|2 / 39|1|0 / 52|0|1 / 67|1|2 / 84|4|0",
    ),
    case(
        "a column named as a row's number",
        "customerId,b,c\n3,0,0\n4,1,1\n7,4,2\n12,2,0\n19,2,1\n28,4,2\n39,1,0\n52,0,1\n67,1,2\n84,4,0\n",
        "customerId:int!Identifier b:int c:int / 3|0|0 / 4|1|1 / 7|4|2 / 12|2|0 / 19|2|1 / 28|4|2 / 39|1|0 / 52|0|1 / 67|1|2 / 84|4|0",
    ),
    case(
        "codes that name the rows",
        "key,b,c\nk00,0,0\nk04,1,1\nk08,2,2\nk01,3,0\nk05,4,1\nk09,5,2\nk02,6,0\nk06,0,1\nk10,1,2\nk03,2,0\n",
        "key:cat!Identifier b:int c:int / k00|0|0 / k04|1|1 / k08|2|2 / k01|3|0 / k05|4|1 / k09|5|2 / k02|6|0 / k06|0|1 / k10|1|2 / k03|2|0",
    ),
    case(
        "numbers that a word spoils stay numbers",
        "v,b\n1.5,0\n2.5,1\n3.5,0\n4.5,1\n5.5,0\n6.5,1\n7.5,0\n8.5,1\n9.5,0\nbad,1\n",
        "v:dec b:int / 1.5|0 / 2.5|1 / 3.5|0 / 4.5|1 / 5.5|0 / 6.5|1 / 7.5|0 / 8.5|1 / 9.5|0 / ~|1 !words_as_missing v 11 \"bad\"",
    ),
    case("quoted numbers are numbers", "a,b\n\"1\",x\n\"2\",y\n", "a:int b:cat / 1|x / 2|y"),
    case(
        "none is missing as Python writes it, else a word",
        "fever,rash\nnone,1\nhigh,None\nnone,3\n",
        "fever:cat rash:int / none|1 / high|~ / none|3",
    ),
    case(
        "a word of its own in nearly every row, however few",
        "when,x,y\nMonday the 1st,1,2\nTuesday the 2nd,2,3\nWednesday the 3rd,3,4\nThursday the 4th,4,6\nFriday the 5th,5,5\nSaturday the 6th,6,8\n",
        "when:cat!FreeText x:int y:int / Monday the 1st|1|2 / Tuesday the 2nd|2|3 / Wednesday the 3rd|3|4 / Thursday the 4th|4|6 / Friday the 5th|5|5 / Saturday the 6th|6|8",
    ),
    case(
        "names of their own in every row",
        "who,x,y\nann,1,2\nbob,2,3\neve,3,4\ndan,4,6\nkim,5,5\njoe,6,8\n",
        "who:cat!Identifier x:int y:int / ann|1|2 / bob|2|3 / eve|3|4 / dan|4|6 / kim|5|5 / joe|6|8",
    ),
    case(
        "a column with hardly any value",
        "a,b,c\n1,,1\n2,,2\n3,,0\n4,3.5,1\n5,,2\n6,,0\n7,,1\n8,,2\n9,,0\n10,,1\n11,,2\n12,,0\n13,,1\n14,,2\n15,,0\n16,,1\n17,,2\n18,,0\n19,,1\n20,,2\n",
        "a:int b:dec!NearlyEmpty c:int / 1|~|1 / 2|~|2 / 3|~|0 / 4|3.5|1 / 5|~|2 / 6|~|0 / 7|~|1 / 8|~|2 / 9|~|0 / 10|~|1 / 11|~|2 / 12|~|0 / 13|~|1 / 14|~|2 / 15|~|0 / 16|~|1 / 17|~|2 / 18|~|0 / 19|~|1 / 20|~|2 !sparse b of 1",
    ),
    case(
        "a column with values in few rows",
        "a,b,c\n2,,1\n4,,2\n1,,0\n3,4,1\n0,,2\n2,,0\n4,,1\n1,8,2\n3,,0\n0,,1\n2,,2\n4,12,0\n1,,1\n3,,2\n0,,0\n2,16,1\n4,,2\n1,,0\n3,,1\n0,20,2\n",
        "a:int b:int c:int / 2|~|1 / 4|~|2 / 1|~|0 / 3|4|1 / 0|~|2 / 2|~|0 / 4|~|1 / 1|8|2 / 3|~|0 / 0|~|1 / 2|~|2 / 4|12|0 / 1|~|1 / 3|~|2 / 0|~|0 / 2|16|1 / 4|~|2 / 1|~|0 / 3|~|1 / 0|20|2 !sparse b of 1",
    ),
    case(
        "classes that differ by case, blanks and a full stop",
        "x,kind\n1,CAT\n2,Cat\n3,cat \n4,Dog.\n5,Dog\n6,New York\n7,new  york\n8,CAT\n",
        "x:int kind:cat / 1|CAT / 2|Cat / 3|cat / 4|Dog. / 5|Dog / 6|New York / 7|new  york / 8|CAT !similar_words kind of 7",
    ),
    said(
        "the same classes joined, as the user says",
        |r| r.joined = vec!["kind".into()],
        "x,kind\n1,CAT\n2,Cat\n3,cat \n4,Dog.\n5,Dog\n6,New York\n7,new  york\n8,CAT\n",
        "x:int kind:cat / 1|CAT / 2|CAT / 3|CAT / 4|Dog / 5|Dog / 6|New York / 7|New York / 8|CAT",
    ),
    case(
        "lists in brackets",
        "e,y\n\"[0.11, 0.12]\",1\n\"[0.21, 0.22]\",2\n\"[0.31, 0.32]\",0\n\"[0.41, 0.42]\",1\n\"[0.51, 0.52]\",2\n\"[0.61, 0.62]\",0\n\"[0.71, 0.72]\",1\n",
        "e:cat!FreeText y:int / [0.11, 0.12]|1 / [0.21, 0.22]|2 / [0.31, 0.32]|0 / [0.41, 0.42]|1 / [0.51, 0.52]|2 / [0.61, 0.62]|0 / [0.71, 0.72]|1 !lists e of 1",
    ),
    case(
        "several choices in a cell",
        "tools,y\n\"Python, R\",1\nPython,2\n\"R, Julia\",3\n\"Python, Julia\",1\n\"Python, R\",2\n\"R, Julia, Python\",3\n",
        "tools:choices y:int / Python, R|1 / Python|2 / R, Julia|3 / Python, Julia|1 / Python, R|2 / R, Julia, Python|3 !choices tools of 3",
    ),
    case(
        "addresses of their own in every row",
        "ip,n\n10.0.0.1,1\n10.0.0.2,4\n10.0.0.3,2\n10.0.0.4,9\n10.0.0.5,3\n10.0.0.6,5\n",
        "ip:cat!Identifier n:int / 10.0.0.1|1 / 10.0.0.2|4 / 10.0.0.3|2 / 10.0.0.4|9 / 10.0.0.5|3 / 10.0.0.6|5",
    ),
    case(
        "None as a class that recurs",
        "Sleep,Disorder\n7.1,None\n6.2,None\n5.9,Insomnia\n6.6,Apnea\n",
        "Sleep:dec Disorder:cat / 7.1|None / 6.2|None / 5.9|Insomnia / 6.6|Apnea !markers_as_words Disorder 2 of 2 \"None\"",
    ),
    case(
        "NA among capitals of its length",
        "continent,x\nNA,1\nSA,2\nEU,3\nAS,4\nAF,5\nEU,6\n",
        "continent:cat x:int / NA|1 / SA|2 / EU|3 / AS|4 / AF|5 / EU|6 !markers_as_words continent 2 \"NA\"",
    ),
    case(
        "a minus beside a plus",
        "rh,x\n+,1\n-,2\n+,3\n+,4\n",
        "rh:cat x:int / +|1 / -|2 / +|3 / +|4 !markers_as_words rh 3 \"-\"",
    ),
    case(
        "a question mark that recurs like other letters",
        "stalk,x\nb,1\n?,2\nc,3\n?,4\ne,5\nb,6\n",
        "stalk:cat x:int / b|1 / ?|2 / c|3 / ?|4 / e|5 / b|6 !markers_as_words stalk 3 of 2 \"?\"",
    ),
    case(
        "NA where there is no alley",
        "alley,x\nNA,0\nNA,1\nNA,2\nNA,3\nNA,4\nNA,5\nGrvl,1\nPave,2\n",
        "alley:cat x:int / NA|0 / NA|1 / NA|2 / NA|3 / NA|4 / NA|5 / Grvl|1 / Pave|2 !markers_as_words alley 2 of 6 \"NA\"",
    ),
    case(
        "a rare marker among words is missing",
        "sex,x\nfemale,0\nmale,1\nfemale,2\nmale,3\nfemale,4\nmale,5\nfemale,6\nmale,7\nfemale,8\nmale,9\nNA,3\nNA,4\n",
        "sex:cat x:int / female|0 / male|1 / female|2 / male|3 / female|4 / male|5 / female|6 / male|7 / female|8 / male|9 / ~|3 / ~|4",
    ),
    case(
        "markers of words in many columns get one sentence",
        "a,b,c\nNA,NA,NA\nNA,NA,NA\nx,y,z\nu,v,w\n",
        "a:cat b:cat c:cat / NA|NA|NA / NA|NA|NA / x|y|z / u|v|w !markers_as_words a 2 of 6",
    ),
    said(
        "a marker as missing, as the user says",
        |r| r.missing = vec!["None".into()],
        "Sleep,Disorder\n7.1,None\n6.2,None\n5.9,Insomnia\n6.6,Apnea\n",
        "Sleep:dec Disorder:cat / 7.1|~ / 6.2|~ / 5.9|Insomnia / 6.6|Apnea",
    ),
    case(
        "words for none among numbers",
        "a,b\nn.a.,0\n0.5,0\n.,1\n1.5,1\n..,2\n2.5,2\n--,3\n3.5,3\n—,4\n4.5,4\n…,5\n5.5,5\nk.A.,6\n6.5,6\nnone,7\n7.5,7\nmissing,8\n8.5,8\nunknown,9\n9.5,9\nundefined,10\n10.5,10\n:,11\n11.5,11\n",
        "a:dec b:int / ~|0 / 0.5|0 / ~|1 / 1.5|1 / ~|2 / 2.5|2 / ~|3 / 3.5|3 / ~|4 / 4.5|4 / ~|5 / 5.5|5 / ~|6 / 6.5|6 / ~|7 / 7.5|7 / ~|8 / 8.5|8 / ~|9 / 9.5|9 / ~|10 / 10.5|10 / ~|11 / 11.5|11 !words_as_missing a 2,4,6 of 12 \"n.a.\", \".\", \"..\"",
    ),
    case(
        "markers of databases and programs",
        "a,b\n<NA>,\\N\n1.5,x\n(null),y\n1.#QNAN,x\n2.5,\\N\n",
        "a:dec b:cat / ~|~ / 1.5|x / ~|y / ~|x / 2.5|~",
    ),
    case(
        "a word that recurs among different numbers is missing",
        "a,b\n0,0\noor,1\n6,2\n9,0\n12,1\noor,2\n18,0\n21,1\n24,2\noor,0\n30,1\n33,2\n",
        "a:int b:int / 0|0 / ~|1 / 6|2 / 9|0 / 12|1 / ~|2 / 18|0 / 21|1 / 24|2 / ~|0 / 30|1 / 33|2 !words_as_missing a 3,7,11 \"oor\"",
    ),
    case(
        "a word that recurs among few numbers is a class",
        "a,b\n1,0\ncrew,1\n3,2\n1,0\n2,1\ncrew,2\n1,0\n2,1\n3,2\ncrew,0\n2,1\n3,2\n",
        "a:cat b:int / 1|0 / crew|1 / 3|2 / 1|0 / 2|1 / crew|2 / 1|0 / 2|1 / 3|2 / crew|0 / 2|1 / 3|2 !numbers_with_text a 3 of 3 \"crew\"",
    ),
    case(
        "boxes that are ticked or empty",
        "a,b,c\n0,,\n2,x,yes\n4,x,\n1,,yes\n3,x,\n0,x,yes\n2,,\n4,x,yes\n1,x,\n3,,yes\n",
        "a:int b:bool c:bool / 0|not ticked|not ticked / 2|x|yes / 4|x|not ticked / 1|not ticked|yes / 3|x|not ticked / 0|x|yes / 2|not ticked|not ticked / 4|x|yes / 1|x|not ticked / 3|not ticked|yes !tick_boxes b of 4 !tick_boxes c of 5",
    ),
    case(
        "codes of their own in every row",
        "zip,x,y\n02138,0,0\n10001,2,1\n02139,4,2\n90210,1,0\n30301,3,1\n60601,0,2\n",
        "zip:cat!Identifier x:int y:int / 02138|0|0 / 10001|2|1 / 02139|4|2 / 90210|1|0 / 30301|3|1 / 60601|0|2 !codes zip of 1",
    ),
    case(
        "letters that were garbled before",
        "ort,x\nKÃ¶ln,1\nZÃ¼rich,2\nKÃ¶ln,3\n",
        "ort:cat x:int / KÃ¶ln|1 / ZÃ¼rich|2 / KÃ¶ln|3 !garbled ort of 1",
    ),
    case(
        "addresses with commas are no choices",
        "addr,x\n\"Street 0, Town 0\",0\n\"Street 1, Town 1\",1\n\"Street 2, Town 2\",2\n\"Street 3, Town 3\",0\n\"Street 4, Town 4\",1\n\"Street 5, Town 5\",2\n",
        "addr:cat!FreeText x:int / Street 0, Town 0|0 / Street 1, Town 1|1 / Street 2, Town 2|2 / Street 3, Town 3|0 / Street 4, Town 4|1 / Street 5, Town 5|2",
    ),
    case(
        "codes among words for none stay codes",
        "zip,y\n02138,1\nn.a.,2\n10001,3\nn.a.,4\n02139,5\n",
        "zip:cat y:int / 02138|1 / n.a.|2 / 10001|3 / n.a.|4 / 02139|5 !codes zip of 1",
    ),
    case(
        "boxes in many columns get one sentence",
        "a,b,c,d\n0,,,\n2,x,x,x\n4,x,,x\n1,,x,x\n3,x,,\n0,x,x,x\n2,,,x\n4,x,x,x\n1,x,,\n3,,x,x\n",
        "a:int b:bool c:bool d:bool / 0|not ticked|not ticked|not ticked / 2|x|x|x / 4|x|not ticked|x / 1|not ticked|x|x / 3|x|not ticked|not ticked / 0|x|x|x / 2|not ticked|not ticked|x / 4|x|x|x / 1|x|not ticked|not ticked / 3|not ticked|x|x !tick_boxes b of 12",
    ),
];
