"""The look of the few pages that stand outside the application: sign-in problems and the sandbox's people page.

They carry their style inside, because they must work when the application's assets do not. The values are those of
the product's design tokens.
"""

CSS = """
:root{color-scheme:light dark;--bg:light-dark(#fff,#101315);--sunken:light-dark(#f7f8f9,#15191b);
--hover:light-dark(#f1f3f4,#1a1f22);--line:light-dark(#e2e6e8,#293035);--strong:light-dark(#d1d7da,#39424a);
--fg:light-dark(#12181c,#eef1f3);--muted:light-dark(#4d565e,#abb4bb);--subtle:light-dark(#626b73,#909aa2);
--accent:light-dark(#0b5768,#14768a);--accent-hover:light-dark(#084756,#167d91);
--link:light-dark(#0b5768,#6fc6d6);--chip:light-dark(#e2e6e8,#293035);--chip-fg:light-dark(#323a41,#cfd5d9);
--admin:light-dark(#0b5768,#2a9ab0);--review:light-dark(#45459c,#8f90e0);--system:light-dark(#9a1a74,#dd68b8);
--caution-fg:light-dark(#7a4e00,#e5b64d);--caution-bg:light-dark(#fcf2d8,#2b210b);--caution:light-dark(#e8ce92,#5b4615)}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;min-height:100vh;border-top:3px solid var(--admin);background:var(--bg);color:var(--fg);
font:420 13px/20px "Inter Console",Inter,system-ui,-apple-system,"Segoe UI",sans-serif;letter-spacing:-.006em}
main{max-width:440px;margin:0 auto;padding:72px 20px 48px}main.wide{max-width:560px}
h1,h2,p,ul,dl,dd{margin:0;padding:0}ul{list-style:none}
h1{font-size:20px;line-height:28px;font-weight:620;letter-spacing:-.012em;text-wrap:balance}
h2{font-size:14px;line-height:20px;font-weight:620}b{font-weight:530}
.brand{display:flex;align-items:center;gap:10px;margin-bottom:40px;font-size:14px;font-weight:620}
.brand svg{width:24px;height:24px;color:var(--admin)}.brand path{fill:var(--bg)}
.muted{color:var(--muted)}.small{font-size:12px;line-height:16px}p+p{margin-top:8px}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
section{margin-top:32px}section h2{padding-bottom:8px}li{border-top:1px solid var(--line)}
.person{display:grid;grid-template-columns:28px minmax(0,1fr) auto 14px;gap:12px;align-items:center;
width:calc(100% + 16px);margin:0 -8px;min-height:52px;padding:6px 8px;border:0;border-radius:6px;background:none;
color:inherit;font:inherit;letter-spacing:inherit;text-align:left;cursor:pointer}
.person:hover{background:var(--hover)}.person>span:nth-child(2){display:grid}
.person svg{width:14px;height:14px;fill:none;stroke:var(--subtle);stroke-width:1.5;stroke-linecap:round;
stroke-linejoin:round}
.avatar{display:grid;place-items:center;width:28px;height:28px;border-radius:50%;background:var(--chip);
color:var(--chip-fg);font-size:10px;line-height:1;font-weight:620;letter-spacing:.02em}
.plane{display:inline-flex;align-items:center;gap:6px;color:var(--muted)}
.plane::before{content:"";width:3px;height:14px;border-radius:1px;background:var(--admin)}
.plane.review::before{background:var(--review)}.plane.system::before{background:var(--system)}
.btn{display:inline-flex;align-items:center;justify-content:center;min-height:40px;padding:0 16px;
border:1px solid var(--strong);border-radius:6px;background:var(--bg);color:var(--fg);font:inherit;font-size:14px;
font-weight:530;text-decoration:none;cursor:pointer}.btn:hover{background:var(--hover)}
.btn.primary{border-color:var(--accent);background:var(--accent);color:#fff}
.btn.primary:hover{background:var(--accent-hover)}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:24px}
.field{display:grid;gap:4px;margin-top:12px}.field label{color:var(--muted);font-size:12px}
.select{width:100%;min-height:36px;padding:0 8px;border:1px solid var(--strong);border-radius:6px;
background:var(--bg);color:var(--fg);font:inherit}.field+.acts{margin-top:12px}
.note{margin:20px 0 0;padding:12px 14px;border:1px solid var(--caution);border-radius:8px;background:var(--caution-bg);
color:var(--caution-fg)}
.facts{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 16px;margin-top:32px;padding-top:16px;
border-top:1px solid var(--line);color:var(--muted)}.facts dd{overflow-wrap:anywhere;font-family:ui-monospace,monospace}
footer{display:flex;gap:16px;align-items:center;margin-top:32px;padding-top:16px;border-top:1px solid var(--line)}
footer .langs{margin-left:auto;display:flex;gap:12px}footer [aria-current]{color:var(--fg);font-weight:530}
@media(max-width:520px){main{padding-top:32px}.brand{margin-bottom:28px}
.person{grid-template-columns:28px minmax(0,1fr) 14px}
.plane{grid-column:2;grid-row:2;margin-top:-8px}.person>svg{grid-column:3;grid-row:1/3}.avatar{grid-row:1/3}}
"""
