/** Slack's light and dark look, as far as it matters for judging a message. */
export const previewStyle = `
:root {
  color-scheme: light dark;
  --ground: #fff; --ink: #1d1c1d; --quiet: #616061; --line: rgb(29 28 29 / 13%); --edge: rgb(29 28 29 / 30%);
  --link: #1264a3; --code: #e01e5a; --code-ground: rgb(29 28 29 / 4%); --bar: #ddd; --frame: #f8f8f8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #1a1d21; --ink: #d1d2d3; --quiet: #9a9b9d; --line: rgb(232 232 232 / 13%); --edge: rgb(232 232 232 / 30%);
    --link: #1d9bd1; --code: #e8912d; --code-ground: rgb(232 232 232 / 4%); --bar: #4a4d51; --frame: #222529;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 16px; width: 100%; background: var(--ground); color: var(--ink);
  font: 15px/1.467 Slack-Lato, Lato, "Noto Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif;
}
a { color: var(--link); text-decoration: none; }
h2 { margin: 8px 0 4px; font-size: 18px; font-weight: 900; }
hr { border: 0; border-top: 1px solid var(--line); margin: 12px 0; }
blockquote { margin: 4px 0; padding-left: 16px; border-left: 4px solid var(--bar); border-radius: 2px; }
pre { margin: 4px 0; padding: 8px; border: 1px solid var(--line); border-radius: 4px; background: var(--code-ground); font: 12px/1.5 monospace; white-space: pre-wrap; }
code { padding: 1px 3px; border: 1px solid var(--line); border-radius: 3px; background: var(--code-ground); color: var(--code); font: 12px monospace; }
ul, ol { margin: 0; padding-left: 28px; }
.bordered { border-left: 4px solid var(--bar); }
table { border-collapse: collapse; } td { border: 1px solid var(--line); padding: 4px 8px; }
.quiet, .hint { color: var(--quiet); } .hint { margin-top: 4px; font-size: 13px; }
.message { display: flex; gap: 8px; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #0057b8; color: #fff; font-weight: 900; text-align: center; line-height: 36px; }
.name { font-weight: 900; }
.app { margin: 0 4px; padding: 1px 4px; border-radius: 3px; background: var(--line); color: var(--quiet); font-size: 10px; font-weight: 700; }
.time { color: var(--quiet); font-size: 12px; }
.grow { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.section { display: flex; gap: 16px; justify-content: space-between; align-items: flex-start; margin: 4px 0; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin-top: 4px; }
.rich { margin: 4px 0; } .rich-section { white-space: pre-wrap; overflow-wrap: anywhere; }
.context { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; margin: 4px 0; color: var(--quiet); font-size: 13px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 8px 0; }
.button { display: inline-block; flex: none; max-width: 320px; padding: 5px 12px; border: 1px solid var(--edge); border-radius: 8px; font-size: 13px; font-weight: 700; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.button.primary { border-color: #007a5a; background: #007a5a; color: #fff; }
.button.danger { border-color: #e01e5a; background: #e01e5a; color: #fff; }
.away { font-weight: 400; }
.icon { display: inline-flex; gap: 4px; align-items: center; padding: 4px 8px; border-radius: 6px; color: var(--quiet); font-size: 13px; }
.input { margin: 16px 0; } .input label { display: block; margin-bottom: 8px; font-weight: 700; }
.box { display: block; min-height: 38px; padding: 7px 12px; border: 1px solid var(--edge); border-radius: 8px; }
.box.tall { min-height: 88px; }
.box.select { display: inline-flex; align-items: center; gap: 12px; justify-content: space-between; min-height: 32px; min-width: 160px; max-width: 320px; padding: 4px 12px; font-size: 13px; }
.input .box.select { display: flex; max-width: none; }
.picture { display: inline-block; padding: 8px; border: 1px dashed var(--edge); border-radius: 8px; color: var(--quiet); font-size: 12px; }
.card { margin: 8px 0; padding: 12px 16px; border: 1px solid var(--line); border-radius: 12px; }
.carousel { display: flex; gap: 8px; overflow: hidden; } .carousel .card { flex: none; width: 240px; }
.alert { margin: 8px 0; padding: 12px; border: 1px solid var(--edge); border-radius: 8px; }
.alert.error { border-color: #e01e5a; } .alert.warning { border-color: #ecb22e; } .alert.success { border-color: #007a5a; } .alert.info { border-color: #1264a3; }
.attachment { margin: 8px 0; padding-left: 12px; border-left: 4px solid var(--bar); border-radius: 2px; }
.markdown { white-space: pre-wrap; }
.mention { padding: 0 2px 1px; border-radius: 3px; background: rgb(29 155 209 / 10%); color: var(--link); }
.unknown { margin: 4px 0; padding: 8px; border: 2px solid #e00; background: #fee; color: #900; font: 12px monospace; white-space: pre-wrap; }
.frame { border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.top { display: flex; justify-content: space-between; padding: 16px 24px; border-bottom: 1px solid var(--line); font-size: 20px; font-weight: 900; }
.tabs { display: flex; gap: 24px; padding: 0 24px; border-bottom: 1px solid var(--line); font-size: 13px; font-weight: 700; }
.tabs span { padding: 8px 0; color: var(--quiet); } .tabs .on { border-bottom: 2px solid #007a5a; color: var(--ink); }
.body { padding: 12px 24px; }
.foot { display: flex; justify-content: flex-end; gap: 12px; padding: 16px 24px; border-top: 1px solid var(--line); }
`;
