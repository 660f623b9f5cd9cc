//! How a report looks, on a screen and on paper.

/// Black on white, and without a ground on paper: a printer leaves grounds out. No heading
/// stands alone at the foot of a page, and no row, picture or short table is cut.
pub(super) const STYLE: &str = "\
html{color-scheme:light;background:#fff}\
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1b2430;overflow-wrap:anywhere}\
main{max-width:46rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.8rem;line-height:1.2;margin:.2rem 0}\
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid #cfd5dd}\
h3{font-size:1rem;margin:1.2rem 0 .4rem}\
p,ul{margin:.5rem 0}ul{padding-inline-start:1.3rem}\
a{color:#1b2430}\
.dim{color:#5d6978}.large{font-size:1.1rem;font-weight:600}\
table{border-collapse:collapse;width:100%;margin:.6rem 0;font-variant-numeric:tabular-nums}\
th,td{text-align:start;vertical-align:top;padding:.25rem .6rem .25rem 0;\
border-bottom:1px solid #e3e7ec;font-weight:400}\
thead th{color:#5d6978;border-bottom:1px solid #8792a0;vertical-align:bottom}\
.facts th{width:11rem;color:#5d6978}\
.number{text-align:end}td.right{font-weight:700}\
figure{margin:1rem 0}figcaption{color:#5d6978}\
svg{display:block;max-width:100%;height:auto}.small svg{width:30rem}\
.link{font:13px/1.4 ui-monospace,monospace;word-break:break-all}\
@page{margin:18mm 16mm}\
@media print{body{font-size:10.5pt}main{max-width:none;margin:0;padding:0}\
h1,h2,h3,thead,p:has(+figure){break-after:avoid}tr,figure,li{break-inside:avoid}\
.whole,.facts{break-inside:avoid}p{orphans:3;widows:3}.link{font-size:8pt}\
.small svg{width:120mm}}";
