//! Rows that do not fit.

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case(
        "short rows are filled up",
        "a,b,c\n1,2\n3\n4,5,6\n",
        "a:int b:int c:int!Constant / 1|2|~ / 3|~|~ / 4|5|6 !short_rows 2,3",
    ),
    case(
        "empty fields behind the last column are cut",
        "a,b\n1,2,\n3,4,,\n",
        "a:int b:int / 1|2 / 3|4 !trailing_fields 2,3",
    ),
    case("long rows are dropped", "a,b\n1,2\n3,4,5\n6,7\n", "a:int b:int / 1|2 / 6|7 !long_rows 3"),
    case(
        "lines are counted through quotes and blank lines",
        "a,b\r\n1,\"x\r\ny\"\r\n\r\n2\r\n",
        "a:int b:cat / 1|x\r\ny / 2|~ !short_rows 5",
    ),
    case(
        "only the first lines are named",
        "a,b\n1\n2\n3\n4\n5,5\n6,6\n7,7\n8,8\n9,9\n",
        "a:int b:int / 1|~ / 2|~ / 3|~ / 4|~ / 5|5 / 6|6 / 7|7 / 8|8 / 9|9 !short_rows 2,3,4 of 4",
    ),
    case(
        "rows of nothing but delimiters are kept",
        "a,b\n1,x\n,\n2,y\n",
        "a:int b:cat / 1|x / 2|y !empty_rows 3",
    ),
    case(
        "a short row without any delimiter",
        "a,b,c\n1,2,3\nend\n4,5,6\n",
        "a:cat b:int c:int / 1|2|3 / end|~|~ / 4|5|6 !short_rows 3 !numbers_with_text a 3 \"end\"",
    ),
    case("one row is a table", "a,b\n1,x\n", "a:int b:cat / 1|x"),
    case(
        "a sum below the table is a row like others",
        "a,b,c\nx,1,2\ny,3,4\n,4,6\n",
        "a:cat b:int c:int / x|1|2 / y|3|4 / ~|4|6",
    ),
    case(
        "rows longer by a quoted delimiter are not long",
        "a,b\n1,\"x,y\"\n4,\"z,w\"\n",
        "a:int b:cat / 1|x,y / 4|z,w",
    ),
    said(
        "a sample of rows, the first always in it",
        |r| r.sample_every = Some(2),
        "a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n",
        "a:int b:cat / 1|x / 2|y / 4|y / 6|y !sampled of 6",
    ),
    case(
        "a second table below the first",
        "id,name,taste\n1,bread,sweet\n2,milk,bold\n3,tea,sweet\n\n# Customers\nid,city,age\n1,Rome,30\n2,Oslo,31\n",
        "id:int!Identifier name:cat taste:cat / 1|bread|sweet / 2|milk|bold / 3|tea|sweet !comments 6 !second_table 7",
    ),
    case(
        "a second table of another width",
        "id,qty\n1,5\n2,6\n\ncity,country,people\nRome,Italy,3\nOslo,Norway,1\n",
        "id:int qty:int / 1|5 / 2|6 !second_table 5",
    ),
    case("a blank line between rows is none", "a,b\n1,2\n\n3,4\n", "a:int b:int / 1|2 / 3|4"),
    case(
        "a blank line before a row of words in columns of words",
        "a,b\nx,y\nz,w\n\nv,u\n",
        "a:cat b:cat / x|y / z|w / v|u",
    ),
    case(
        "the names once more between the rows",
        "a,b\n1,2\n3,4\na,b\n5,6\n",
        "a:int b:int / 1|2 / 3|4 / 5|6 !repeated_names 4",
    ),
    case(
        "a summary of fewer fields below the table",
        "a,b,c\n1,2,3\n4,5,6\n\nSummary\nmean,2.5\n",
        "a:int b:int c:int / 1|2|3 / 4|5|6 !below 5,6",
    ),
    case(
        "rows without any value below the rows",
        "a;b;c\n1;2;x\n3;4;y\n;;\n;;\n",
        "[semicolon] a:int b:int c:cat / 1|2|x / 3|4|y !empty_rows 4,5",
    ),
    case(
        "a mark of old systems at the end of the file",
        "a,b\r\n1,x\r\n2,y\r\n\u{1a}",
        "a:int b:cat / 1|x / 2|y",
    ),
    case(
        "a source below the table",
        "region,units,revenue\nN,4,100\nS,6,200\nE,5,300\n\nSource: World Bank, 2021\n",
        "region:cat units:int revenue:int / N|4|100 / S|6|200 / E|5|300 !below 6",
    ),
    case(
        "a source right below the table",
        "region,units,revenue\nN,4,100\nS,6,200\nE,5,300\nSource: World Bank, 2021\n",
        "region:cat units:int revenue:int / N|4|100 / S|6|200 / E|5|300 !below 5",
    ),
    case(
        "remarks padded with delimiters below rows without any value",
        "country,code,y\nLand 1,L1,79\nLand 2,L2,27\n,,\n,,\nData from database: X,,\nLast Updated: 12/16/2021,,\n",
        "country:cat code:cat y:int / Land 1|L1|79 / Land 2|L2|27 !empty_rows 4,5 !below 6,7",
    ),
    case(
        "a count of rows below the table",
        "a,b\n1,x\n2,y\n3,z\n(3 rows affected)\n",
        "a:int b:cat / 1|x / 2|y / 3|z !below 5",
    ),
    case(
        "an end that is drawn",
        "a,b\nq,1\nw,2\ne,3\n--- end of file ---\n",
        "a:cat b:int / q|1 / w|2 / e|3 !below 5",
    ),
    case(
        "a mean behind a blank line",
        "a,b,c\n1,2.1,x\n2,4.1,y\n3,3.4,y\n\nmean,3.2,\n",
        "a:int b:dec c:cat / 1|2.1|x / 2|4.1|y / 3|3.4|y !below 6",
    ),
    case(
        "a sum and a mean behind a blank line",
        "region,units\nN,4\nS,6\n\nGrand Total,612\nAverage,25.5\n",
        "region:cat units:int / N|4 / S|6 !below 5,6",
    ),
    case(
        "a last row with the sums of the columns",
        "r,u,v\nN,4,100\nS,6,200\nE,5,300\nTotal,15,600\n",
        "r:cat u:int v:int / N|4|100 / S|6|200 / E|5|300 !below 5",
    ),
    case(
        "a total in a column of numbers",
        "x,y\n1,2\n2,4\n3,6\nTotal,99\n",
        "x:int y:int / 1|2 / 2|4 / 3|6 !below 5",
    ),
    case(
        "a last row called a total that is none of the sums",
        "r,u\nN,4\nS,6\nE,5\nTotal,20\n",
        "r:cat u:int / N|4 / S|6 / E|5 / Total|20 !total_row 5",
    ),
    case(
        "a class called total in the last row",
        "type,mag\nTotal,1\nAnnular,2\nTotal,2.1\n",
        "type:cat mag:dec / Total|1 / Annular|2 / Total|2.1",
    ),
    case(
        "subtotals between the rows are rows",
        "m,r,v\nJan,N,1\nJan,Subtotal,1\nFeb,N,2\nFeb,Subtotal,2\n",
        "m:cat r:cat v:int / Jan|N|1 / Jan|Subtotal|1 / Feb|N|2 / Feb|Subtotal|2",
    ),
    case(
        "a lone word behind a blank line",
        "a,b\n1,x\n2,y\n3,x\n\nz\n",
        "a:int b:cat / 1|x / 2|y / 3|x !below 6",
    ),
    case(
        "a sentence behind a blank line",
        "a,b\n1,x\n2,y\n3,x\n\nThe end of the report.\n",
        "a:int b:cat / 1|x / 2|y / 3|x !below 6",
    ),
    case(
        "a heading between the rows",
        "a,b\n1,2\n3,4\n\nSecond part\n5,6\n7,8\n",
        "a:int b:int / 1|2 / 3|4 / 5|6 / 7|8 !below 5",
    ),
    case(
        "texts with nothing behind them are rows",
        "comment,score\nvery nice of you,\nit was bad: yes,1\nI do not know,\n",
        "comment:cat score:int!Constant / very nice of you|~ / it was bad: yes|1 / I do not know|~",
    ),
    case(
        "a row of one hyphen a field is a row",
        "x,y\n1,a\n2,b\n-,-\n3,c\n",
        "x:int y:cat / 1|a / 2|b / ~|~ / 3|c",
    ),
    case(
        "stars and what they mean below the table",
        "x,y,z\n1,2,3\n3,4,5\n* estimated\n** provisional\n",
        "x:int y:int z:int / 1|2|3 / 3|4|5 !below 4,5",
    ),
    case(
        "a mean and a deviation below a row without any value",
        "x,y\n1,2\n2,4\n3,6\n,\nMean,4\nSD,2\n",
        "x:int y:int / 1|2 / 2|4 / 3|6 !empty_rows 5 !below 6,7",
    ),
    case(
        "a last row that begins with a unit and ends with a gap",
        "size,note\n85 kg,x\n74 kg,\n36 kg,x\n48 kg,\n",
        "size:int note:cat / 85|x / 74|~ / 36|x / 48|~ !read_as size 2,3,4 of 4 \"85 kg\", \"74 kg\", \"36 kg\"",
    ),
    case(
        "rows of units behind a blank line",
        "w,m\n5 kg,3 m\n6 kg,4 m\n\n7 kg,5 m\n",
        "w:int m:int / 5|3 / 6|4 / 7|5 !read_as w 2,3,5 \"5 kg\", \"6 kg\", \"7 kg\" !read_as m 2,3,5 \"3 m\", \"4 m\", \"5 m\"",
    ),
];
