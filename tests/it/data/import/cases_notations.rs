//! Notations of numbers, times and dates that only a whole column tells, and marks of programs.

use descent::config::ColumnType;

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case(
        "a minus behind the number",
        "d,v\na,80.08-\nb,12.50\nc,15-\nd,7-\n",
        "d:cat v:dec / a|-80.08 / b|12.5 / c|-15 / d|-7 !read_as v 2,4,5 \"80.08-\", \"15-\", \"7-\"",
    ),
    case(
        "a lone minus is still missing",
        "d,v\n1,-\n2,3\n4,5-\n",
        "d:int v:int / 1|~ / 2|3 / 4|-5 !read_as v 4 \"5-\"",
    ),
    case(
        "an apostrophe before a number",
        "a,b\n1,'-7.0\n2,3.5\n4,'8\n",
        "a:int b:dec / 1|-7 / 2|3.5 / 4|8 !read_as b 2,4 \"'-7.0\", \"'8\"",
    ),
    case(
        "an apostrophe before a word is part of it",
        "a,b\n1,'tis\n2,'twas\n",
        "a:int b:cat / 1|'tis / 2|'twas",
    ),
    case(
        "India's groups",
        "a,b\n1,\"1,28,205\"\n2,\"55,16,384\"\n3,\"2,69,08,486\"\n4,900\n",
        "[1,000] a:int b:int / 1|128205 / 2|5516384 / 3|26908486 / 4|900",
    ),
    case(
        "pairs of digits are no groups without a last three",
        "a,b\n1,\"1,28,20\"\n2,\"55,16\"\n3,\"x\"\n",
        "[1,5] a:int b:cat / 1|1,28,20 / 2|55,16 / 3|x",
    ),
    case(
        "Arabic digits with their decimal mark",
        "a,b\n١٣٥,٦٤٫٨\n١٧٩,٧٢٫٩\n",
        "a:int b:dec / 135|64.8 / 179|72.9 !read_as a 2,3 \"١٣٥\", \"١٧٩\" !read_as b 2,3 \"٦٤٫٨\", \"٧٢٫٩\"",
    ),
    case(
        "full-width and Devanagari digits",
        "a,b\n１２．５,१२\n３,४५\n",
        "a:dec b:int / 12.5|12 / 3|45 !read_as a 2,3 \"１２．５\", \"３\" !read_as b 2,3 \"१२\", \"४५\"",
    ),
    case(
        "Persian digits with a sign and a percent sign",
        "a,b\n۱۲٪,-۳\n۴٪,۵\n",
        "a:percent b:int / 12 %|-3 / 4 %|5 !read_as a 2,3 \"۱۲٪\", \"۴٪\" !read_as b 2,3 \"-۳\", \"۵\"",
    ),
    case(
        "the same unit behind each number",
        "a,b\n1,23.4 kmpl\n2,19.67 kmpl\n3,18 kmpl\n4,26.6 kmpl\n",
        "a:int b:dec / 1|23.4 / 2|19.67 / 3|18 / 4|26.6 !read_as b 2,3,4 of 4 \"23.4 kmpl\", \"19.67 kmpl\", \"18 kmpl\"",
    ),
    case(
        "a unit right behind its number",
        "a,b\n1,10kg\n2,12kg\n3,15kg\n4,17kg\n5,21kg\n6,22kg\n",
        "a:int b:int / 1|10 / 2|12 / 3|15 / 4|17 / 5|21 / 6|22 !read_as b 2,3,4 of 6 \"10kg\", \"12kg\", \"15kg\"",
    ),
    case(
        "few names that begin with digits are names",
        "a,b\n1,2WD\n2,4WD\n3,2WD\n4,4WD\n",
        "a:int b:cat / 1|2WD / 2|4WD / 3|2WD / 4|4WD",
    ),
    case(
        "square metres and degrees",
        "a,b\n120 m2,21 °C\n95 m2,19.5 °C\n70 m2,23 °C\n",
        "a:int b:dec / 120|21 / 95|19.5 / 70|23 !read_as a 2,3,4 \"120 m2\", \"95 m2\", \"70 m2\" !read_as b 2,3,4 \"21 °C\", \"19.5 °C\", \"23 °C\"",
    ),
    case(
        "several units are words, and that is said",
        "a,b\n1,5 km\n2,3 mi\n3,8 km\n4,9 km\n5,7 mi\n6,1 km\n7,2 km\n8,4 mi\n",
        "a:int b:cat!FreeText / 1|5 km / 2|3 mi / 3|8 km / 4|9 km / 5|7 mi / 6|1 km / 7|2 km / 8|4 mi !numbers_with_text b 3,6,9 \"3 mi\", \"7 mi\", \"4 mi\"",
    ),
    case(
        "magnitudes as letters",
        "a,b\n1,19M\n2,8.7k\n3,201k\n4,900\n5,1.2B\n",
        "a:int b:int / 1|19000000 / 2|8700 / 3|201000 / 4|900 / 5|1200000000 !read_as b 2,3,4 of 4 \"19M\", \"8.7k\", \"201k\"",
    ),
    case(
        "millions alone are a magnitude",
        "a,b\n1,19M\n2,8M\n3,201M\n4,1.5M\n5,2M\n",
        "a:int b:int / 1|19000000 / 2|8000000 / 3|201000000 / 4|1500000 / 5|2000000 !read_as b 2,3,4 of 5 \"19M\", \"8M\", \"201M\"",
    ),
    case(
        "bytes in several sizes",
        "a,b\n1,512 MB\n2,2 GB\n3,1.5 GB\n4,700 MB\n",
        "a:int b:int / 1|512000000 / 2|2000000000 / 3|1500000000 / 4|700000000 !read_as b 2,3,4 of 4 \"512 MB\", \"2 GB\", \"1.5 GB\"",
    ),
    case(
        "bounds and rounded numbers",
        "a,b\n1,\"10,000+\"\n2,500+\n3,\"1,000,000+\"\n4,5+\n",
        "a:int b:int / 1|10000 / 2|500 / 3|1000000 / 4|5 !read_as b 2,3,4 of 4 \"10,000+\", \"500+\", \"1,000,000+\"",
    ),
    case(
        "values below what can be measured",
        "a,b\n1,<0.01\n2,0.5\n3,0.7\n4,>10\n5,~3\n",
        "a:int b:dec / 1|0.01 / 2|0.5 / 3|0.7 / 4|10 / 5|3 !read_as b 2,5,6 \"<0.01\", \">10\", \"~3\"",
    ),
    case(
        "too many others leave it text, and that is said",
        "size,b\n19M,1\n8.7k,2\n3.5M,3\n2M,4\nVaries with device,5\nnone of it,6\nunknown,7\n",
        "size:cat!FreeText b:int / 19M|1 / 8.7k|2 / 3.5M|3 / 2M|4 / Varies with device|5 / none of it|6 / unknown|7 !numbers_with_text size 6,7,8 \"Varies with device\", \"none of it\", \"unknown\"",
    ),
    said(
        "the user reads it as numbers all the same",
        |r| {
            r.types.insert("size".into(), ColumnType::Decimal);
        },
        "size,b\n19M,1\n8.7k,2\n3.5M,3\n2M,4\nVaries with device,5\nnone of it,6\nunknown,7\n",
        "size:int b:int / 19000000|1 / 8700|2 / 3500000|3 / 2000000|4 / ~|5 / ~|6 / ~|7 !read_as size 2,3,4 of 4 \"19M\", \"8.7k\", \"3.5M\" !words_as_missing size 6,7,8 \"Varies with device\", \"none of it\", \"unknown\"",
    ),
    case(
        "elapsed time",
        "a,t\n1,01:34:56\n2,00:59:03\n3,2:10:00.5\n4,-0:00:30\n",
        "a:int t:time / 1|1:34:56 / 2|0:59:03 / 3|2:10:00.5 / 4|-0:00:30 !read_as t 2,3,4 of 4 \"01:34:56\", \"00:59:03\", \"2:10:00.5\"",
    ),
    case(
        "minutes and seconds, where the first part is no hour",
        "a,t\n1,34:56\n2,59:03\n3,28:10\n",
        "a:int t:time / 1|0:34:56 / 2|0:59:03 / 3|0:28:10 !read_as t 2,3,4 \"34:56\", \"59:03\", \"28:10\"",
    ),
    case(
        "days and a time, as Python and R write them",
        "a,t\n1,0 days 01:34:56\n2,\"2 days, 03:00:00\"\n3,1 day 00:00:01\n",
        "a:int t:time / 1|1:34:56 / 2|51:00:00 / 3|24:00:01 !read_as t 2,3,4 \"0 days 01:34:56\", \"2 days, 03:00:00\", \"1 day 00:00:01\"",
    ),
    case(
        "half days",
        "a,t\n1,2:30 PM\n2,11:05 am\n3,12:00 AM\n",
        "a:int t:time / 1|14:30:00 / 2|11:05:00 / 3|0:00:00 !read_as t 2,3,4 \"2:30 PM\", \"11:05 am\", \"12:00 AM\"",
    ),
    case(
        "scores are no durations",
        "a,t\n1,3:2\n2,1:1\n3,10:0\n",
        "a:int t:cat / 1|3:2 / 2|1:1 / 3|10:0",
    ),
    case(
        "a serial monitor's time before each line",
        "14:02:11.497 -> 542,21.3\n14:02:12.497 -> 543,21.4\n14:02:13.497 -> 549,21.9\n",
        "[no names] column_1:int column_2:dec / 542|21.3 / 543|21.4 / 549|21.9 !no_names 1 of 2 !read_as column_1 1,2,3 \"14:02:11.497 -> 542\", \"14:02:12.497 -> 543\", \"14:02:13.497 -> 549\"",
    ),
    case(
        "years of two digits behind the month's name",
        "d,v\n01-Jan-24,1\n15-Feb-99,2\n28-Mar-68,3\n",
        "d:date v:int / 2024-01-01|1 / 1999-02-15|2 / 2068-03-28|3 !read_as d 2,3,4 \"01-Jan-24\", \"15-Feb-99\", \"28-Mar-68\"",
    ),
    case(
        "years of two digits in numbers",
        "d,v\n01-01-13,1\n15-01-13,2\n31-12-69,3\n",
        "d:date v:int / 2013-01-01|1 / 2013-01-15|2 / 1969-12-31|3 !read_as d 2,3,4 \"01-01-13\", \"15-01-13\", \"31-12-69\"",
    ),
    case(
        "German dates with years of two digits",
        "d;v\n01.02.13;1\n15.02.13;2\n",
        "[semicolon] d:date v:int / 2013-02-01|1 / 2013-02-15|2 !read_as d 2,3 \"01.02.13\", \"15.02.13\"",
    ),
    case(
        "numbers of versions are no dates",
        "d,v\n1.2.13,1\n1.10.5,2\n2.0.1,3\n",
        "d:cat v:int / 1.2.13|1 / 1.10.5|2 / 2.0.1|3",
    ),
    case(
        "zip codes are codes",
        "zip,v\n02138,1\n10001,2\n02139,3\n90210,4\n",
        "zip:cat v:int / 02138|1 / 10001|2 / 02139|3 / 90210|4 !codes zip of 1",
    ),
    said(
        "zip codes as numbers, as the user says",
        |r| {
            r.types.insert("zip".into(), ColumnType::Decimal);
        },
        "zip,v\n02138,1\n10001,2\n02139,3\n90210,4\n",
        "zip:int v:int / 2138|1 / 10001|2 / 2139|3 / 90210|4 !read_as zip 2,4 \"02138\", \"02139\"",
    ),
    case(
        "two digits with zeros in front are numbers, and that is said",
        "store,v\n01,1\n02,2\n10,3\n20,4\n",
        "store:int v:int / 1|1 / 2|2 / 10|3 / 20|4 !read_as store 2,3 \"01\", \"02\"",
    ),
    case(
        "the errors of a spreadsheet in several languages",
        "a,b\n1,#DIV/0!\n2,#NV\n3,#REF!\n4,#WERT!\n5,#NAME?\n6,#NUM!\n7,#NULL!\n8,#BEZUG!\n9,#¡DIV/0!\n10,#ЗНАЧ!\n11,Err:502\n12,4.5\n13,#VALUE!\n14,5.5\n15,#N/A\n",
        "a:int b:dec / 1|~ / 2|~ / 3|~ / 4|~ / 5|~ / 6|~ / 7|~ / 8|~ / 9|~ / 10|~ / 11|~ / 12|4.5 / 13|~ / 14|5.5 / 15|~ !spreadsheet_errors b 2,3,4 of 12 \"b\": \"#DIV/0!\", \"#NV\", \"#REF!\" !sparse b of 1",
    ),
    case(
        "words behind # are no errors",
        "a,b\n1,#red\n2,#Blue!\n3,#red\n",
        "a:int b:cat / 1|#red / 2|#Blue! / 3|#red",
    ),
    case(
        "invisible characters beside numbers and words",
        "a,b\n\u{200b}1,x\u{200e}\n2\u{feff},x\n\u{2060}3,\u{ad}y\n",
        "a:int b:cat / 1|x / 2|x / 3|y !invisible_characters 2,2,3 of 5",
    ),
    case(
        "one word in a short column is missing",
        "a,b\n1,5\n2,6\n3,x\n4,7\n5,8\n6,9\n",
        "a:int b:int / 1|5 / 2|6 / 3|~ / 4|7 / 5|8 / 6|9 !words_as_missing b 4 \"x\"",
    ),
    case(
        "one word of three leaves words",
        "a,b\n1,5\n2,6\n3,x\n",
        "a:int b:cat / 1|5 / 2|6 / 3|x !numbers_with_text b 4 \"x\"",
    ),
    case(
        "words in many columns get one sentence",
        "a,b,c,d\n1,1,1,1\n2,2,2,2\n3,x,y,z\n4,4,4,4\n5,5,5,5\n6,6,6,6\n",
        "a:int b:int c:int d:int / 1|1|1|1 / 2|2|2|2 / 3|~|~|~ / 4|4|4|4 / 5|5|5|5 / 6|6|6|6 !words_in_columns b 4 of 3",
    ),
    case(
        "a minus behind in many columns gets one sentence",
        "a,b,c\n1-,1-,1-\n2,2,2\n3,3,3\n",
        "a:int b:int c:int / -1|-1|-1 / 2|2|2 / 3|3|3 !read_as a 2 of 3 \"1-\"",
    ),
    case(
        "minutes and seconds with parts of a second",
        "a,t\n1,3:20.5\n2,4:07.1\n3,12:00.0\n",
        "a:int t:time / 1|0:03:20.5 / 2|0:04:07.1 / 3|0:12:00 !read_as t 2,3,4 \"3:20.5\", \"4:07.1\", \"12:00.0\"",
    ),
    case(
        "durations of ISO 8601",
        "a,t\n1,PT1H20M\n2,P1DT30S\n3,PT0.5S\n",
        "a:int t:time / 1|1:20:00 / 2|24:00:30 / 3|0:00:00.5 !read_as t 2,3,4 \"PT1H20M\", \"P1DT30S\", \"PT0.5S\"",
    ),
    case(
        "few bounds among numbers",
        "a,b\n0.10,0\n0.11,1\n0.12,2\n<0.01,0\n0.14,1\n0.15,2\n0.16,0\n0.17,1\n0.18,2\n<0.01,0\n0.20,1\n0.21,2\n",
        "a:dec b:int / 0.1|0 / 0.11|1 / 0.12|2 / 0.01|0 / 0.14|1 / 0.15|2 / 0.16|0 / 0.17|1 / 0.18|2 / 0.01|0 / 0.2|1 / 0.21|2 !read_as a 5,11 \"<0.01\"",
    ),
    case(
        "few magnitudes among numbers",
        "a,b\n10,0\n11,1\n12,2\n1.2k,0\n14,1\n15,2\n16,0\n17,1\n18,2\n19,0\n20,1\n21,2\n",
        "a:int b:int / 10|0 / 11|1 / 12|2 / 1200|0 / 14|1 / 15|2 / 16|0 / 17|1 / 18|2 / 19|0 / 20|1 / 21|2 !read_as a 5 \"1.2k\"",
    ),
    case(
        "few units among numbers",
        "a,b\n10,0\n11,1\n12,2\n5 kg,0\n14,1\n15,2\n16,0\n17,1\n18,2\n19,0\n20,1\n21,2\n",
        "a:int b:int / 10|0 / 11|1 / 12|2 / 5|0 / 14|1 / 15|2 / 16|0 / 17|1 / 18|2 / 19|0 / 20|1 / 21|2 !read_as a 5 \"5 kg\"",
    ),
    case(
        "numbers out of the same number",
        "a,b\n4.1/5,1\n3.5/5,2\n2/5,3\n1.5/5,4\n5/5,5\n",
        "a:dec b:int / 4.1|1 / 3.5|2 / 2|3 / 1.5|4 / 5|5 !read_as a 2,3,4 of 5 \"4.1/5\", \"3.5/5\", \"2/5\"",
    ),
    case(
        "pressures are words",
        "a,b\n120/80,1\n130/85,2\n110/70,3\n125/80,4\n118/76,5\n",
        "a:cat b:int / 120/80|1 / 130/85|2 / 110/70|3 / 125/80|4 / 118/76|5",
    ),
    case(
        "numbers with an uncertainty",
        "a,b\n5.0 ± 0.2,1\n4.1 ± 0.3,2\n3.2+/-0.1,3\n",
        "a:dec b:int / 5|1 / 4.1|2 / 3.2|3 !read_as a 2,3,4 \"5.0 ± 0.2\", \"4.1 ± 0.3\", \"3.2+/-0.1\"",
    ),
    case(
        "numbers with stars",
        "a,b\n0.53**,1\n0.1,2\n-0.7***,3\n12†,4\n",
        "a:dec b:int / 0.53|1 / 0.1|2 / -0.7|3 / 12|4 !read_as a 2,4,5 \"0.53**\", \"-0.7***\", \"12†\"",
    ),
    case(
        "powers of ten",
        "a,b\n1.7×10^-3,1\n2x10^4,2\n3·10⁻²,3\n",
        "a:sci b:int / 0.0017|1 / 20000|2 / 0.03|3 !read_as a 2,3,4 \"1.7×10^-3\", \"2x10^4\", \"3·10⁻²\"",
    ),
    case(
        "degrees east and west",
        "a,b\n78.49W,1\n12.3E,2\n9.5° E,3\n3W,4\n",
        "a:dec b:int / -78.49|1 / 12.3|2 / 9.5|3 / -3|4 !read_as a 2,3,4 of 4 \"78.49W\", \"12.3E\", \"9.5° E\"",
    ),
    case(
        "one direction alone is a unit",
        "a,b\n78W,1\n12W,2\n9W,3\n3W,4\n5W,5\n",
        "a:int b:int / 78|1 / 12|2 / 9|3 / 3|4 / 5|5 !read_as a 2,3,4 of 5 \"78W\", \"12W\", \"9W\"",
    ),
    case(
        "credits and debits are words",
        "a,b\n25.15 DR,1\n12.00 CR,2\n9.50 DR,3\n7 CR,4\n6.5 DR,5\n",
        "a:cat b:int / 25.15 DR|1 / 12.00 CR|2 / 9.50 DR|3 / 7 CR|4 / 6.5 DR|5 !numbers_with_text a 3,5 \"12.00 CR\", \"7 CR\"",
    ),
    case(
        "hours and minutes with their units",
        "a,b\n1h 14m,1\n45m,2\n2h,3\n\"1 hour, 5 minutes\",4\n",
        "a:time b:int / 1:14:00|1 / 0:45:00|2 / 2:00:00|3 / 1:05:00|4 !read_as a 2,3,4 of 4 \"1h 14m\", \"45m\", \"2h\"",
    ),
    case(
        "minutes with their unit are numbers",
        "a,b\n14 min,1\n45 min,2\n20 min,3\n",
        "a:int b:int / 14|1 / 45|2 / 20|3 !read_as a 2,3,4 \"14 min\", \"45 min\", \"20 min\"",
    ),
    case(
        "times between points",
        "a,b\n18.00.00,1\n9.30.00,2\n23.15.30,3\n",
        "a:time b:int / 18:00:00|1 / 9:30:00|2 / 23:15:30|3 !read_as a 2,3,4 \"18.00.00\", \"9.30.00\", \"23.15.30\"",
    ),
    case(
        "a word that recurs among numbers with a unit is missing",
        "a,b\n4.1/5,1\n3.5/5,2\nNEW,0\n2/5,3\n1.5/5,4\n5/5,5\n-,2\nNEW,1\n3/5,2\n1/5,2\n",
        "a:dec b:int / 4.1|1 / 3.5|2 / ~|0 / 2|3 / 1.5|4 / 5|5 / ~|2 / ~|1 / 3|2 / 1|2 !read_as a 2,3,5 of 7 \"4.1/5\", \"3.5/5\", \"2/5\" !words_as_missing a 4,9 \"NEW\"",
    ),
    case(
        "ranges and bounds are classes",
        "a,b\n18-24,1\n25-34,2\n35+,3\n<18,4\n35+,5\n35+,1\n<18,2\n",
        "a:cat b:int / 18-24|1 / 25-34|2 / 35+|3 / <18|4 / 35+|5 / 35+|1 / <18|2",
    ),
    case(
        "times of day as clocks say them",
        "a,b\n7:51 Uhr,1\n18:05 Uhr,2\n23:15 Uhr,3\n",
        "a:time b:int / 7:51:00|1 / 18:05:00|2 / 23:15:00|3 !read_as a 2,3,4 \"7:51 Uhr\", \"18:05 Uhr\", \"23:15 Uhr\"",
    ),
];
