//! Dates and times.

use descent::config::ColumnType;

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case(
        "dates as ISO 8601 writes them",
        "d,x\n2026-11-22,1\n1969-12-31,2\n",
        "d:date x:int / 2026-11-22|1 / 1969-12-31|2",
    ),
    case(
        "ISO 8601 with times",
        "d,x\n2026-11-22T14:30,1\n2026-11-22 14:30:15,2\n2026-11-22T00:00:00.000,3\n",
        "d:date x:int / 2026-11-22 14:30|1 / 2026-11-22 14:30:15|2 / 2026-11-22|3",
    ),
    case(
        "zones are taken off",
        "d,x\n2026-11-22T14:30:00Z,1\n2026-11-22T14:30:00+02:00,2\n2026-11-22 23:30-0500,3\n",
        "d:date x:int / 2026-11-22 14:30|1 / 2026-11-22 12:30|2 / 2026-11-23 04:30|3",
    ),
    case(
        "year first with slashes",
        "d,x\n2026/11/22,1\n2026/1/2,2\n",
        "d:date x:int / 2026-11-22|1 / 2026-01-02|2",
    ),
    case(
        "day first with points",
        "d;x\n22.11.2026;1\n01.02.2026;2\n",
        "[semicolon] d:date x:int / 2026-11-22|1 / 2026-02-01|2",
    ),
    case(
        "day first with slashes, a day above 12 tells",
        "d,x\n03/04/2026,1\n22/11/2026,2\n",
        "d:date x:int / 2026-04-03|1 / 2026-11-22|2",
    ),
    case(
        "month first with slashes, a day above 12 tells",
        "d,x\n03/04/2026,1\n11/22/2026,2\n",
        "d:date x:int / 2026-03-04|1 / 2026-11-22|2",
    ),
    case(
        "slashes and commas, nothing tells: month first",
        "d,x\n03/04/2026,1\n05/06/2026,2\n",
        "d:date x:int / 2026-03-04|1 / 2026-05-06|2 !unsure_dates d 2,3 \"03/04/2026\"",
    ),
    case(
        "slashes and semicolons, nothing tells: day first",
        "d;x\n03/04/2026;1\n05/06/2026;2\n",
        "[semicolon] d:date x:int / 2026-04-03|1 / 2026-06-05|2 !unsure_dates d 2,3 \"03/04/2026\"",
    ),
    case(
        "both orders in one column",
        "d,x\n22/11/2026,1\n23/11/2026,2\n11/24/2026,3\n25/11/2000,1\n25/11/2001,1\n25/11/2002,1\n25/11/2003,1\n25/11/2004,1\n25/11/2005,1\n25/11/2006,1\n25/11/2007,1\n25/11/2008,1\n25/11/2009,1\n25/11/2010,1\n25/11/2011,1\n25/11/2012,1\n25/11/2013,1\n25/11/2014,1\n25/11/2015,1\n25/11/2016,1\n25/11/2017,1\n25/11/2018,1\n25/11/2019,1\n25/11/2020,1\n25/11/2021,1\n25/11/2022,1\n25/11/2023,1\n25/11/2024,1\n25/11/2025,1\n25/11/2026,1\n25/11/2027,1\n25/11/2028,1\n25/11/2029,1\n",
        "d:date x:int / 2026-11-22|1 / 2026-11-23|2 / ~|3 / 2000-11-25|1 / 2001-11-25|1 / 2002-11-25|1 / 2003-11-25|1 / 2004-11-25|1 / 2005-11-25|1 / 2006-11-25|1 / 2007-11-25|1 / 2008-11-25|1 / 2009-11-25|1 / 2010-11-25|1 / 2011-11-25|1 / 2012-11-25|1 / 2013-11-25|1 / 2014-11-25|1 / 2015-11-25|1 / 2016-11-25|1 / 2017-11-25|1 / 2018-11-25|1 / 2019-11-25|1 / 2020-11-25|1 / 2021-11-25|1 / 2022-11-25|1 / 2023-11-25|1 / 2024-11-25|1 / 2025-11-25|1 / 2026-11-25|1 / 2027-11-25|1 / 2028-11-25|1 / 2029-11-25|1 !not_dates d 4 \"11/24/2026\"",
    ),
    case(
        "hyphens with the day first",
        "d,x\n22-11-2026,1\n23-11-2026,2\n",
        "d:date x:int / 2026-11-22|1 / 2026-11-23|2",
    ),
    case(
        "months as words",
        "d,x\n22 Nov 2026,1\n22-Dec-2026,2\n\"Nov 22, 2026\",3\nMarch 1 2026,4\n",
        "d:date x:int / 2026-11-22|1 / 2026-12-22|2 / 2026-11-22|3 / 2026-03-01|4",
    ),
    case(
        "morning and afternoon",
        "d,x\n11/22/2026 2:30 PM,1\n11/23/2026 12:05 am,2\n",
        "d:date x:int / 2026-11-22 14:30|1 / 2026-11-23 00:05|2",
    ),
    case(
        "days that do not exist are no dates",
        "d,x\n2026-02-30,1\n2026-02-29,2\n",
        "d:cat x:int / 2026-02-30|1 / 2026-02-29|2",
    ),
    case(
        "leap days exist in leap years",
        "d,x\n2024-02-29,1\n2000-02-29,2\n",
        "d:date x:int / 2024-02-29|1 / 2000-02-29|2",
    ),
    case(
        "centuries are no leap years",
        "d,x\n1900-02-29,1\n2100-02-29,2\n",
        "d:cat x:int / 1900-02-29|1 / 2100-02-29|2",
    ),
    case(
        "eight digits are a number",
        "d,x\n20261122,1\n20261123,2\n",
        "d:int x:int / 20261122|1 / 20261123|2",
    ),
    case(
        "missing dates",
        "d,x\n2026-11-22,1\n,2\nNA,3\n",
        "d:date!Constant x:int / 2026-11-22|1 / ~|2 / ~|3",
    ),
    case(
        "a few words among dates count as missing",
        "d,x\n2026-01-01,1\n2026-01-02,1\n2026-01-03,1\n2026-01-04,1\n2026-01-05,1\n2026-01-06,1\n2026-01-07,1\n2026-01-08,1\n2026-01-09,1\n2026-01-10,1\n2026-01-11,1\n2026-01-12,1\n2026-01-13,1\n2026-01-14,1\n2026-01-15,1\n2026-01-16,1\n2026-01-17,1\n2026-01-18,1\n2026-01-19,1\n2026-01-20,1\n2026-01-21,1\n2026-01-22,1\n2026-01-23,1\n2026-01-24,1\nsoon,2\n",
        "d:date x:int / 2026-01-01|1 / 2026-01-02|1 / 2026-01-03|1 / 2026-01-04|1 / 2026-01-05|1 / 2026-01-06|1 / 2026-01-07|1 / 2026-01-08|1 / 2026-01-09|1 / 2026-01-10|1 / 2026-01-11|1 / 2026-01-12|1 / 2026-01-13|1 / 2026-01-14|1 / 2026-01-15|1 / 2026-01-16|1 / 2026-01-17|1 / 2026-01-18|1 / 2026-01-19|1 / 2026-01-20|1 / 2026-01-21|1 / 2026-01-22|1 / 2026-01-23|1 / 2026-01-24|1 / ~|2 !not_dates d 26 \"soon\"",
    ),
    case(
        "many words among dates are words",
        "d,x\n2026-01-01,1\nsoon,2\n2026-01-03,3\n",
        "d:cat x:int / 2026-01-01|1 / soon|2 / 2026-01-03|3",
    ),
    said(
        "dates that the user wants as categories",
        |r| {
            r.types.insert("d".into(), ColumnType::Category);
        },
        "d,x\n2026-01-01,1\n2026-01-02,2\n",
        "d:cat x:int / 2026-01-01|1 / 2026-01-02|2",
    ),
    said(
        "words that the user wants as dates",
        |r| {
            r.types.insert("d".into(), ColumnType::Date);
        },
        "d,x\n2026-01-01,1\nsoon,2\nlater,3\n",
        "d:date!Constant x:int / 2026-01-01|1 / ~|2 / ~|3 !not_dates d 3,4 \"soon\", \"later\"",
    ),
    case(
        "times alone are durations",
        "d,x\n14:30,1\n15:30,2\n",
        "d:time x:int / 14:30:00|1 / 15:30:00|2 !read_as d 2,3 \"14:30\", \"15:30\"",
    ),
    case(
        "years, months and days in Chinese, Japanese and Korean",
        "d,x\n2021年01月03日,1\n2021年1月4日,2\n2021년 1월 5일,3\n",
        "d:date x:int / 2021-01-03|1 / 2021-01-04|2 / 2021-01-05|3",
    ),
    case(
        "Korea's points with spaces",
        "d,x\n2021. 01. 03.,1\n2021. 1. 4.,2\n",
        "d:date x:int / 2021-01-03|1 / 2021-01-04|2",
    ),
    case(
        "the day of the week before a date",
        "d,x\n\"Friday, 02 April 2021\",1\n\"Sat, 3 Apr 2021\",2\nSun Apr  4 08:15:00 CET 2021,3\n",
        "d:date x:int / 2021-04-02|1 / 2021-04-03|2 / 2021-04-04 07:15|3",
    ),
    case(
        "dates in the logs of servers",
        "d;x\n02/Apr/2021:08:15:00 +0000;1\n03/Apr/2021:08:15:00 +0200;2\n",
        "[semicolon] d:date x:int / 2021-04-02 08:15|1 / 2021-04-03 06:15|2",
    ),
    case(
        "weeks of ISO 8601",
        "d,x\n2020-W01,1\n2020-W53,2\n2021W02,3\n2021-W01-7,4\n",
        "d:date x:int / 2019-12-30|1 / 2020-12-28|2 / 2021-01-11|3 / 2021-01-10|4",
    ),
    case(
        "months and quarters of a year",
        "d,m,q,x\n2021-04,04/2021,2021-Q1,1\n2021-05,11/2021,2021Q4,2\n2022-12,1/2022,Q2 2022,3\n",
        "d:date m:date q:date x:int / 2021-04-01|2021-04-01|2021-01-01|1 / 2021-05-01|2021-11-01|2021-10-01|2 / 2022-12-01|2022-01-01|2022-04-01|3",
    ),
    case(
        "months with a year",
        "d,x\nApr-21,1\nMay 2021,2\n2021-Jun,3\n",
        "d:date x:int / 2021-04-01|1 / 2021-05-01|2 / 2021-06-01|3 !read_as d 2 \"Apr-21\"",
    ),
    case(
        "seasons are no months",
        "s,x\n2004-05,1\n2005-06,2\n2010-11,3\n2004-05,4\n",
        "s:cat x:int / 2004-05|1 / 2005-06|2 / 2010-11|3 / 2004-05|4",
    ),
    case(
        "zones of forms and of names",
        "d,x\n2023/05/01 7:38:56 PM GMT+2,1\n2023/05/01 7:38:56 AM CET,2\n2023/05/01 7:38:56 AM UTC-05:00,3\n",
        "d:date x:int / 2023-05-01 17:38:56|1 / 2023-05-01 06:38:56|2 / 2023-05-01 12:38:56|3",
    ),
    case(
        "months in other languages",
        "d,x\n12 janvier 2021,1\n22. Februar 2021,2\n3 de marzo de 2021,3\n4 août 2021,4\n5. Dez. 2021,5\n",
        "d:date x:int / 2021-01-12|1 / 2021-02-22|2 / 2021-03-03|3 / 2021-08-04|4 / 2021-12-05|5",
    ),
    case(
        "a time behind a comma",
        "d,x\n\"20. Februar 2021, 14:33\",1\n\"21. Februar 2021, 09:05\",2\n\"22. Februar 2021, 14:33\",3\n",
        "d:date x:int / 2021-02-20 14:33|1 / 2021-02-21 09:05|2 / 2021-02-22 14:33|3",
    ),
    case(
        "eight digits that are all days of our time",
        "d,x\n20210103,1\n20210228,2\n20211231,3\n",
        "d:date x:int / 2021-01-03|1 / 2021-02-28|2 / 2021-12-31|3 !read_as d 2,3,4 \"20210103\", \"20210228\", \"20211231\"",
    ),
    case(
        "eight digits that are not all days",
        "d,x\n20210103,1\n20210228,2\n20211331,3\n",
        "d:int x:int / 20210103|1 / 20210228|2 / 20211331|3",
    ),
    said(
        "eight digits as numbers, as the user says",
        |r| {
            r.types.insert("d".into(), ColumnType::Integer);
        },
        "d,x\n20210103,1\n20210228,2\n20211231,3\n",
        "d:int x:int / 20210103|1 / 20210228|2 / 20211231|3",
    ),
    case(
        "the date of databases for none",
        "d,x\n2021-01-03,1\n0000-00-00,2\n2021-01-05,3\n0000-00-00 00:00:00,4\n",
        "d:date x:int / 2021-01-03|1 / ~|2 / 2021-01-05|3 / ~|4",
    ),
    case(
        "words for none among dates",
        "d,x\n2021-01-03,1\nNaT,2\n2021-01-05,3\nunknown,4\n2021-01-05,3\n",
        "d:date x:int / 2021-01-03|1 / ~|2 / 2021-01-05|3 / ~|4 / 2021-01-05|3 !not_dates d 3,5 \"NaT\", \"unknown\"",
    ),
];
