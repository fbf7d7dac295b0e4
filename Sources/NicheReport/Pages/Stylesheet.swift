/// How a report looks.
enum Stylesheet {
    static let text = """
        :root{--ink:#1c2129;--faint:#5b6470;--paper:#fff;--ground:#f5f7f9;--line:#dfe4ea;--accent:#0b5fa5}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--faint:#a0a9b5;--paper:#1b2027;--ground:#12161b;
        --line:#313944;--accent:#7db8ec}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;scroll-padding-top:3.5rem}
        body{margin:0;background:var(--ground);color:var(--ink);
        font:16px/1.55 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
        header,main{max-width:1160px;margin:0 auto;padding:0 20px}
        header{padding-top:44px}
        h1{font-size:2.2rem;line-height:1.15;letter-spacing:-.015em;margin:0 0 .5rem}
        h2{font-size:1.4rem;letter-spacing:-.01em;margin:2.6rem 0 .9rem}
        h3{font-size:1rem;margin:1.4rem 0 .5rem}
        .about{font-size:1.12rem;color:var(--faint);max-width:46rem;margin:0 0 1.1rem}
        .notes{margin:0 0 1.4rem;padding-left:1.2rem;max-width:50rem}
        .notes li{margin:.2rem 0}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:1px;margin:0 0 1.2rem;background:var(--line);
        border:1px solid var(--line);border-radius:8px;overflow:hidden}
        .facts div{background:var(--paper);padding:.55rem .8rem;min-width:0}
        dt{font-size:.78rem;color:var(--faint)}
        dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        nav{position:sticky;top:0;z-index:1;background:var(--ground);border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;
        gap:.2rem 1.3rem;padding:.6rem max(20px,calc((100% - 1120px)/2))}
        a{color:var(--accent);text-decoration:none}
        a:hover{text-decoration:underline}
        nav a{font-size:.92rem}
        main{padding-bottom:5rem}
        figure{margin:0 0 1.2rem;padding:16px;background:var(--paper);border:1px solid var(--line);border-radius:10px;min-width:0}
        figcaption{margin-top:.7rem;font-size:.9rem;line-height:1.5;color:var(--faint);max-width:60rem;overflow-wrap:anywhere}
        figcaption b{color:var(--ink);font-weight:600}
        img,svg{display:block;max-width:100%;height:auto}
        svg{color:inherit}
        img{border-radius:5px;background:#fff}
        .grid{display:grid;gap:1.2rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr))}
        .plots{display:grid;gap:1.2rem;margin:0 0 1.2rem;
        grid-template-columns:repeat(auto-fill,minmax(min(100%,480px),1fr))}
        .grid figure,.plots figure{margin:0}
        .strip{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}
        .strip p{margin:.3rem 0 0;font-size:.9rem;font-weight:600;font-variant-numeric:tabular-nums}
        .strip img,.grid img{width:100%}
        .key{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:.9rem 0 0;font-size:.9rem;align-items:center}
        .key i{display:inline-block;width:.85em;height:.85em;border-radius:50%;margin-right:.45em;border:1.5px solid rgba(0,0,0,.45);
        vertical-align:-.08em}
        .bar{margin-top:.8rem}
        .wide{overflow-x:auto;margin:0 0 1rem;background:var(--paper);border:1px solid var(--line);border-radius:10px}
        table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums}
        th{font-weight:600;text-align:left;color:var(--faint)}
        th,td{padding:.45rem .7rem;border-bottom:1px solid var(--line);vertical-align:middle}
        td svg{max-width:none}
        .nowrap{white-space:nowrap}
        tr:last-child td{border-bottom:0}
        .says{display:grid;grid-template-columns:11rem 1fr;gap:.35rem 1rem;max-width:60rem;margin:0 0 1.2rem}
        .verdict{font-size:1.12rem;font-weight:600;margin:0 0 .3rem}
        .data{white-space:nowrap;margin-left:.4em}
        pre{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:14px 16px;overflow:auto;
        font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        @media print{:root{--ink:#000;--faint:#333;--paper:#fff;--ground:#fff;--line:#ccc}
        body{font-size:10.5pt}nav,.data{display:none}header,main{max-width:none;padding:0}figure{break-inside:avoid;padding:8px}
        h2{break-after:avoid}.plots{grid-template-columns:1fr 1fr}.strip,.grid{grid-template-columns:repeat(3,1fr)}
        img{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """
}
