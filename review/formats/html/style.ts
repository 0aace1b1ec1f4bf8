/** Colours of a light page. */
const LIGHT = `--page:#fff;--raised:#f6f7f8;--ink:#16191d;--muted:#565e68;--rule:#c9ced4;--grid:#e6e9ec;
--over:#b3261e;--fits:#1a6b34;--warn:#855300;--link:#1f55a5;--before:#767e88;--kept:#dfe3e7;--reserved:#c2c8cf;
--deadline:#c2c8cf;--window:#e2e6ea;--on-hue:#fff;
--hue-1:#2c5fb0;--hue-2:#0d7469;--hue-3:#7749b5;--hue-4:#8f5c06;--hue-5:#a93d68;--hue-6:#4a6d24;--hue-7:#5d656f`;

/** Colours of a dark page. */
const DARK = `--page:#14171b;--raised:#1c2025;--ink:#e7eaee;--muted:#a3abb5;--rule:#3d444d;--grid:#272c33;
--over:#ff8a80;--fits:#74d392;--warn:#e6b450;--link:#8db8f7;--before:#8d959f;--kept:#2b3138;--reserved:#3e464f;
--deadline:#454d57;--window:#2b3138;--on-hue:#14171b;
--hue-1:#7fa9f2;--hue-2:#4fc0b0;--hue-3:#b99bf1;--hue-4:#dba84e;--hue-5:#ee92b2;--hue-6:#a5c66f;--hue-7:#a6aeb8`;

/** The page's own style: everything it needs, for a screen, a phone and paper. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-padding-top:3rem}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:64rem;margin:0 auto;padding:1.5rem 2rem 4rem}
h1{font-size:1.85rem;line-height:1.2;margin:.1rem 0 .6rem;letter-spacing:-.015em}
h2{font-size:1.25rem;line-height:1.3;margin:2.6rem 0 .7rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:1.8rem 0 .2rem}
h4{font-size:.875rem;font-weight:600;margin:1.6rem 0 .3rem}
p{margin:.3rem 0}
a{color:var(--link);text-underline-offset:.15em}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.soft,.more{color:var(--muted);font-weight:400}
p.soft,.more{font-size:.85rem}
.over{color:var(--over);font-weight:600}
.fits{color:var(--fits)}
.unknown,.refused{color:var(--warn);font-weight:600}
.refused{color:var(--over)}

nav{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--rule);font-size:.85rem}
nav li{max-width:100%;overflow:hidden;text-overflow:ellipsis}
nav ul{display:flex;gap:.1rem 1.1rem;max-width:64rem;margin:0 auto;padding:.45rem 2rem;list-style:none;flex-wrap:wrap;white-space:nowrap}
nav a{color:inherit;text-decoration:none}
nav a:hover{text-decoration:underline}
nav span{color:var(--muted);font-size:.92em}
nav span.over,nav span.refused{color:var(--over)}nav span.fits{color:var(--fits)}nav span.unknown{color:var(--warn)}

.kind{color:var(--muted);font-size:.9rem;margin:0}
h1.fits,h1.over{font-weight:700}
.lead{font-size:1.1rem;margin:.2rem 0 .3rem}
.lead strong{font-size:1.3em;letter-spacing:-.01em}
.interrupts{list-style:none;margin:.2rem 0;padding:0}
.interrupts b{color:var(--over)}
.counts{color:var(--muted);font-size:.9rem}
.blocks{list-style:none;margin:.9rem 0 1.2rem;padding:.5rem 1rem;border-left:3px solid var(--over);background:var(--raised);font-size:.92rem}
.blocks li{margin:.15rem 0}
.blocks a{color:inherit;text-decoration:none}
.blocks a:hover{text-decoration:underline}
.blocks b{color:var(--link);font-weight:600}
.verdict{font-size:.8em;font-weight:600;margin-left:.4rem}
.limit{font-size:.9rem;color:var(--muted)}

.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem;line-height:1.4;width:100%;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--grid);font-weight:400;
overflow-wrap:normal}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-size:.92em;border-bottom-color:var(--rule);vertical-align:bottom}
tbody th{font-weight:600}
.servers tbody th{min-width:6rem;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap}
.formula{white-space:nowrap;color:var(--muted)}
.sum th,.sum td{border-bottom:0;padding-top:.5rem;font-weight:600}
td.text,th.text{min-width:11rem;overflow-wrap:anywhere}
.phone{display:none}
.impact{font-weight:600;white-space:nowrap}
.terms{width:auto}
.terms td,.terms th{font-weight:400}
.fixes td:first-child{min-width:13rem;overflow-wrap:anywhere}
.assumptions .text{min-width:18rem}
del{color:var(--muted);text-decoration:none}
ins{text-decoration:none;font-weight:600}
.fields,.notes,.lines{margin:0;padding-left:1.1rem}
.fields{list-style:none;padding:0}
.lines,.notes{font-size:.9rem}
.effect{margin:.1rem 0 0}

figure{margin:.6rem 0 1.2rem}
.chart svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}
.narrow{display:none;max-width:27rem}
figcaption{font-size:.85rem}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.4rem 0;padding:0;list-style:none}
.key{display:inline-block;min-width:1.4em;height:1.4em;padding:0 .2em;border:1px solid var(--hue,var(--muted));vertical-align:-.25em;
font-size:.82em;font-style:normal;font-weight:600;line-height:1.3;text-align:center;color:var(--on-hue)}
.solid{background:var(--hue)}
.hatched,.added{background:repeating-linear-gradient(-45deg,var(--page) 0 3px,var(--hue,var(--muted)) 3px 5px)}
.before{background:var(--before);height:.4em;vertical-align:.15em;border:0}
.kept{background:var(--kept)}.reserved{background:var(--reserved)}.deadline{background:var(--deadline)}.window{background:var(--window)}
.tick{min-width:0;width:2px;padding:0;border:0;background:var(--ink)}
.peak{font-weight:600}
.events{margin:.3rem 0;padding-left:1.5rem}
.events b{display:inline-block;min-width:3.2em;text-align:right;margin-right:.5em;font-weight:600}
details summary{cursor:pointer;font-size:.85rem;color:var(--link)}
details summary h2{display:inline-block;border:0;margin:0;padding:0;color:var(--ink);margin-right:.6rem}
section>details{margin-top:3rem;padding-top:.7rem;border-top:2px solid var(--ink)}
.more-findings{margin-top:1.2rem}
section>.more-findings{border-top:1px solid var(--rule);padding-top:.5rem}

article{border-top:1px solid var(--rule);padding:.8rem 0 .6rem}
article h3{margin:0}
.severity{font-weight:700}
.severity.error{color:var(--over)}.severity.warning{color:var(--warn)}.severity.info{color:var(--muted)}
.where{font-size:.85rem}
.headline{font-size:1rem;margin:.35rem 0}
dl{display:grid;grid-template-columns:4.5rem minmax(0,1fr);gap:.2rem .8rem;margin:.4rem 0;font-size:.9rem}
dt{color:var(--muted)}
dd{margin:0}
dd>p:first-child{margin-top:0}
dd table{margin-top:.1rem}

@media (max-width:56.25rem){.wide{display:none}.narrow{display:block}}
@media (max-width:47.5rem){
body{font-size:14.5px}
main{padding:1rem 1rem 3rem}
nav ul{padding:.45rem 1rem;flex-wrap:nowrap;overflow-x:auto}
nav li{flex:none;max-width:14rem}
h1{font-size:1.5rem}
th,td{padding-right:.55rem}
.formula{white-space:normal}
.phone{display:inline}
.roomy{display:none}
.terms{width:100%}
.terms .formula{white-space:nowrap}
.fixes thead,.changes thead,.assumptions thead,.accepted thead{display:none}
.fixes tr,.changes tr,.assumptions tr,.accepted tr{display:flex;flex-wrap:wrap;gap:0 .8rem;padding:.35rem 0;border-bottom:1px solid var(--grid)}
.fixes td,.changes td,.assumptions th,.assumptions td,.accepted th,.accepted td{padding:0;border:0}
.fixes td:first-child,.changes td,.assumptions th,.assumptions .text,.accepted .text{flex:0 0 100%;min-width:0}
td.text,th.text{min-width:8rem}
dl{grid-template-columns:minmax(0,1fr);gap:0}
dt{margin-top:.4rem}
}
@media print{
:root{${LIGHT}}
body{font-size:10pt}
main{max-width:none;padding:0}
nav{display:none}
a{color:inherit;text-decoration:none}
table{font-size:8pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
figure,tr,article{break-inside:avoid}
h2,h3,h4{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
.scroll{overflow:visible}
}
`;
