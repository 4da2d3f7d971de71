/// The look of a page, in several sheets.
enum HTMLStyle {
  /// The sheets in order.
  static let sheets: [StaticString] = [colours, page, parts, diffs, print]

  /// Every colour has a contrast of at least 4.5 to 1 on the grounds that it is used on.
  private static let colours: StaticString = """

    :root {
      color-scheme: light dark;
      --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --text: #1f2328; --muted: #57606a;
      --link: #0a58ca; --focus: #0a58ca;
      --conflict: #7a35c4; --error: #b3261e; --warning: #8a5300; --note: #0a58ca; --good: #116329;
      --conflict-ground: #f7f1fe; --error-ground: #fff1f0; --warning-ground: #fff7e6;
      --note-ground: #f0f6ff; --good-ground: #effbf1;
      --added: #e4f8e8; --added-mark: #b4eec0; --removed: #ffeceb; --removed-mark: #ffcecb;
      --comment: #4f5861; --key: #0a4fa8; --string: #0b3d20; --variable: #8a2c0d;
      --plus: #116329; --minus: #b3261e;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --ground: #0d1117; --raised: #161b22; --line: #353c45; --text: #e6edf3; --muted: #9aa4af;
        --link: #79b8ff; --focus: #79b8ff;
        --conflict: #d2a8ff; --error: #ff938a; --warning: #e3b341; --note: #79b8ff; --good: #6fdd8b;
        --conflict-ground: #1c1630; --error-ground: #2a1517; --warning-ground: #261d0c;
        --note-ground: #0f1d31; --good-ground: #0f2318;
        --added: #10281a; --added-mark: #1c4d2c; --removed: #301a1d; --removed-mark: #642c2e;
        --comment: #b0b9c3; --key: #9ccbff; --string: #b9e6c4; --variable: #ffc7a3;
        --plus: #6fdd8b; --minus: #ff938a;
      }
    }
    @media print { :root { color-scheme: light; } }

    """

  private static let page: StaticString = """

    *, ::before, ::after { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--ground); color: var(--text);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
      overflow-wrap: anywhere;
    }
    a { color: var(--link); text-underline-offset: .15em; }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
    main:focus-visible { outline: none; }
    code, pre, .diff { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    code { font-size: .875em; unicode-bidi: isolate; }
    :is(p, li, dd, td, h3, h4) > code {
      background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: .05em .3em;
    }
    pre { margin: .4rem 0; padding: .5rem .75rem; background: var(--raised); border: 1px solid var(--line);
      border-radius: 6px; white-space: pre-wrap; line-height: 1.45; }
    h1, h2, h3, h4 { line-height: 1.3; text-wrap: balance; }
    h1 { font-size: 1.6rem; margin: 0 0 1rem; }
    h2 { font-size: 1.3rem; margin: 2.75rem 0 1rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .6rem; }
    h4 { font-size: 1rem; margin: 0 0 .5rem; }
    p { margin: .5rem 0; }
    ul { margin: .4rem 0; padding-left: 1.25rem; }
    .text { unicode-bidi: isolate; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .skip { position: absolute; left: .5rem; top: -4rem; padding: .5rem .75rem; background: var(--ground); z-index: 2; }
    .skip:focus { top: .5rem; }
    .count { font-size: .8em; font-weight: 400; color: var(--muted); background: var(--raised);
      border: 1px solid var(--line); border-radius: 1em; padding: 0 .5em; }
    .notice { border-left: 4px solid var(--warning); background: var(--warning-ground); padding: .4rem .75rem; }
    footer { margin: 3rem 0 2rem; color: var(--muted); font-size: .875rem; }

    main { max-width: 110rem; padding: 1rem; margin: 0 auto; min-width: 0; }
    .side { padding: .75rem 1rem; background: var(--raised); border-bottom: 1px solid var(--line); }
    .side ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .4rem; }
    .side nav a { display: block; padding: .3rem .6rem; border-radius: 6px; text-decoration: none;
      border: 1px solid var(--line); background: var(--ground); font-size: .9rem; }
    .side nav a:hover { text-decoration: underline; }
    #search { margin-bottom: .6rem; }
    #search label { display: block; font-size: .875rem; font-weight: 600; margin-bottom: .25rem; }
    #query { width: 100%; font: inherit; color: var(--text); background: var(--ground);
      border: 1px solid var(--muted); border-radius: 6px; padding: .35rem .6rem; }
    #query::placeholder { color: var(--muted); opacity: 1; }
    #found { margin: .25rem 0 0; min-height: 1.3em; font-size: .875rem; color: var(--muted); }
    .missed { display: none !important; }
    @media screen and (min-width: 68rem) {
      body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
      .side { position: sticky; top: 0; align-self: start; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem;
        border-bottom: 0; border-right: 1px solid var(--line); }
      .side ul { display: block; }
      .side nav a { border: 0; background: none; margin-bottom: .1rem; }
      .side nav a:hover { background: var(--ground); }
      main { padding: 1.5rem 2.5rem; width: 100%; }
    }

    """

  private static let parts: StaticString = """

    .verdict { padding: .75rem 1rem; border-radius: 8px; border: 1px solid; border-left-width: 6px; font-size: 1.05rem; }
    .verdict strong { font-size: 1.2rem; margin-right: .35rem; }
    .verdict strong::after { content: "."; }
    .verdict.good { border-color: var(--good); background: var(--good-ground); }
    .verdict.good strong { color: var(--good); }
    .verdict.news { border-color: var(--note); background: var(--note-ground); }
    .verdict.news strong { color: var(--note); }
    .verdict.conflict { border-color: var(--conflict); background: var(--conflict-ground); }
    .verdict.conflict strong { color: var(--conflict); }
    .verdict.error { border-color: var(--error); background: var(--error-ground); }
    .verdict.error strong { color: var(--error); }
    .counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
    .counts a { display: block; padding: .35rem .9rem; border: 1px solid; border-radius: 8px; text-decoration: none; }
    .counts a:hover { text-decoration: underline; }
    .counts b { font-size: 1.25rem; }
    .counts .conflict a { color: var(--conflict); background: var(--conflict-ground); }
    .counts .error a { color: var(--error); background: var(--error-ground); }
    .counts .warning a { color: var(--warning); background: var(--warning-ground); }
    .counts .note a { color: var(--note); background: var(--note-ground); }
    .facts { margin: 1rem 0; }
    .facts div { display: grid; grid-template-columns: 7rem 1fr; padding: .25rem 0; border-bottom: 1px solid var(--line); }
    .facts dt { color: var(--muted); }
    .facts dd { margin: 0; min-width: 0; }
    @media (max-width: 30rem) { .facts div { display: block; } }

    .cause { color: var(--text); font-weight: 600; margin-top: 2rem; }
    .finding, .rule { border: 1px solid var(--line); border-left: 6px solid var(--line); border-radius: 8px;
      padding: .75rem 1rem; margin: .75rem 0; }
    .finding > :first-child, .rule > :first-child { margin-top: 0; font-size: 1.05rem; }
    .finding.conflict, .rule.conflict { border-left-color: var(--conflict); }
    .finding.error, .rule.error { border-left-color: var(--error); }
    .finding.warning, .rule.warning { border-left-color: var(--warning); }
    .finding.note, .rule.note { border-left-color: var(--note); }
    .badge { font-size: .8rem; font-weight: 600; border: 1px solid; border-radius: 5px; padding: .1rem .4rem;
      margin-right: .25rem; white-space: nowrap; }
    .badge a { color: inherit; }
    .conflict .badge { color: var(--conflict); background: var(--conflict-ground); }
    .error .badge { color: var(--error); background: var(--error-ground); }
    .warning .badge { color: var(--warning); background: var(--warning-ground); }
    .note .badge { color: var(--note); background: var(--note-ground); }
    .rule:target, .item:target { outline: 2px solid var(--focus); outline-offset: 2px; }
    .places { list-style: none; padding: 0; }
    .labelled { display: grid; grid-template-columns: 5rem 1fr; }
    .labelled ul { list-style: none; padding: 0; }
    .label { font-weight: 600; margin: .4rem 0; }
    @media (max-width: 30rem) { .labelled { display: block; } .labelled .label { margin-bottom: 0; } }
    .sides { border-collapse: collapse; margin: .6rem 0; max-width: 100%; }
    .sides th, .sides td { border: 1px solid var(--line); padding: .3rem .6rem; vertical-align: top; }
    .sides th { text-align: left; font-weight: 600; background: var(--raised); white-space: nowrap; }
    .sides code { background: none; border: 0; padding: 0; white-space: pre-wrap; }

    .item { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
    .item > summary { cursor: pointer; padding: .5rem .75rem; display: flex; flex-wrap: wrap; gap: .2rem .75rem;
      align-items: baseline; background: var(--raised); border-radius: 8px; list-style: none; }
    .item > summary::-webkit-details-marker { display: none; }
    .item > summary::before { content: "\\25B8"; content: "\\25B8" / ""; color: var(--muted); width: .8em; flex: none; }
    .item[open] > summary::before { content: "\\25BE"; content: "\\25BE" / ""; }
    .item[open] > summary { border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; }
    .item > summary :is(h3, h4) { margin: 0; font-size: 1rem; min-width: 0; }
    .item > summary code { background: none; border: 0; padding: 0; }
    .item.file > summary :is(h3, h4) { font-size: .95rem; }
    .aside { color: var(--muted); font-size: .875rem; margin-left: auto; }
    .mark { margin-right: .4rem; font-weight: 700; }
    .rows :is(td:has(> .mark), th:has(> .unseen)) { min-width: 0; width: 2rem; }
    .good .mark { color: var(--good); }
    :is(.conflict, .error) > td > .mark { color: var(--error); }
    .is-conflict { color: var(--conflict); }
    .is-error { color: var(--error); }
    .is-warning { color: var(--warning); }
    .is-note { color: var(--note); }
    .faint { color: var(--muted); }
    .inside { padding: .5rem .75rem .75rem; overflow-x: auto; }
    .file > .inside { padding: 0; }
    .rule details { margin: .5rem 0; }
    .rule summary, .more > summary { cursor: pointer; color: var(--link); }
    .more > .inside { padding: 0; }
    .example { border-left: 3px solid var(--line); }
    .rows { border-collapse: collapse; width: 100%; font-size: .9rem; }
    .rows caption { text-align: left; font-weight: 600; padding: .25rem 0; }
    .rows th, .rows td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
      border-bottom: 1px solid var(--line); min-width: 5rem; }
    .rows th { color: var(--muted); font-weight: 600; }
    .rows tbody th { color: var(--text); }
    .kind { display: inline-block; min-width: 6.5rem; margin-right: .25rem; }
    .list { list-style: none; padding: 0; font-size: .9rem; }
    .list > li { padding: .3rem 0; border-bottom: 1px solid var(--line); }
    .list ul { list-style: none; padding-left: 1.25rem; margin: .2rem 0; }
    .list .aside { margin-left: .5rem; }
    .list .kind + code, .list li > code { background: none; border: 0; padding: 0; }
    .wide { overflow-x: auto; }
    .wide th { overflow-wrap: normal; }
    .grid { border-collapse: collapse; font-size: .9rem; }
    .grid th, .grid td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top;
      min-width: 7rem; overflow-wrap: normal; }
    .grid th { background: var(--raised); }
    .grid .applied, .grid .already { background: var(--good-ground); }
    .grid .moved { background: var(--note-ground); }
    .grid .conflict { background: var(--conflict-ground); color: var(--conflict); font-weight: 700; }
    .grid .unsupported { color: var(--muted); }
    .plain { list-style: none; padding: 0; columns: 24rem; font-size: .9rem; }
    .plain li { padding: .1rem 0; break-inside: avoid; }
    .plain code { background: none; border: 0; padding: 0; }
    .plain .aside { margin-left: .5rem; }
    .plus { color: var(--plus); }
    .minus { color: var(--minus); }

    """

  private static let diffs: StaticString = """

    .controls { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin: .75rem 0; }
    .views { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: center; }
    .views legend { float: left; padding: 0; margin-right: .5rem; font-weight: 600; }
    .views label { margin-right: .75rem; cursor: pointer; }
    .views input { accent-color: var(--link); width: 1.1rem; height: 1.1rem; margin: 0; }
    button { font: inherit; font-size: .9rem; color: var(--text); background: var(--raised); cursor: pointer;
      border: 1px solid var(--muted); border-radius: 6px; padding: .2rem .7rem; }
    button + button { margin-left: .4rem; }
    .diff { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .8125rem; line-height: 1.5;
      tab-size: 4; }
    .diff td { padding: 0 .5rem; vertical-align: top; white-space: pre-wrap; unicode-bidi: isolate; direction: ltr; }
    .diff .c { color: var(--comment); font-style: italic; }
    .diff .k, pre .k { color: var(--key); }
    .diff .s, pre .s { color: var(--string); }
    .diff .v, pre .v { color: var(--variable); }
    .diff em { color: var(--muted); }
    .diff tbody:last-child tr:last-child td { padding-bottom: .25rem; }
    .diff .gap td { color: var(--muted); background: var(--raised); border-top: 1px solid var(--line);
      border-bottom: 1px solid var(--line); padding: .1rem .75rem; }
    .diff:not(.split) tr:not(.gap) td:nth-child(-n+2), .split tr:not(.gap) td:nth-child(odd) {
      text-align: right; color: var(--muted); user-select: none; -webkit-user-select: none;
      white-space: nowrap; overflow-wrap: normal;
    }
    .diff:not(.split) tr:not(.gap) td:nth-child(3), .split tr:not(.gap) td:nth-child(even) {
      padding-left: 1.6rem; position: relative; }
    .diff .number { width: 3.8em; }
    .diff th { padding: 0; line-height: 0; position: relative; }
    .diff tr.d td, .diff td.d { background: var(--removed); }
    .diff tr.i td, .diff td.i { background: var(--added); }
    .diff td.e { background: var(--raised); }
    .diff mark { color: inherit; border-radius: 2px; }
    .diff :is(tr.d td, td.d) mark { background: var(--removed-mark); text-decoration: underline; text-decoration-thickness: 1px; }
    .diff :is(tr.i td, td.i) mark { background: var(--added-mark); text-decoration: underline; text-decoration-thickness: 1px; }
    .diff tr.d td:nth-child(3)::before, .split td.d:nth-child(2)::before {
      content: "\\2212"; content: "\\2212" / "removed: "; position: absolute; left: .5rem; color: var(--minus); }
    .diff tr.i td:nth-child(3)::before, .split td.i:nth-child(4)::before {
      content: "+"; content: "+" / "added: "; position: absolute; left: .5rem; color: var(--plus); }
    .split td:nth-child(3) { border-left: 1px solid var(--line); }
    .split { display: none; }
    @media screen and (min-width: 56rem) {
      :root:has(#view-split:checked) .split { display: table; }
      :root:has(#view-split:checked) .unified { display: none; }
    }
    @media (max-width: 55.99rem) { .views { display: none; } }
    @media (max-width: 30rem) {
      .diff { font-size: .75rem; }
      .diff .number { width: 2.6em; }
      .diff tr:not(.gap) td { padding-inline: .25rem; }
      .diff .gap td { padding-left: .5rem; }
    }

    """

  private static let print: StaticString = """

    @media print {
      .side, .skip, .controls { display: none !important; }
      body { font-size: 10pt; }
      main { padding: 0; max-width: none; }
      a { color: inherit; }
      .item > summary::before { display: none; }
      details::details-content { content-visibility: visible; block-size: auto; display: block; }
      .verdict, .badge, .diff td, .diff mark, .counts a { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .finding, tr, .facts div { break-inside: avoid; }
      h2, h3, h4, summary { break-after: avoid; }
    }

    """
}
