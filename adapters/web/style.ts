/** The style sheet: readable from a phone to a wide screen, light and dark. */
export const styleSheet = `:root{color-scheme:light dark;--accent:light-dark(#8b1a2f,#ff9aa9)}
body{font:1.05rem/1.6 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem}
a{color:var(--accent)}
header a{margin-right:1rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin:.3rem 0}
button{font:inherit;padding:.5rem 1rem}
label{font-weight:600}
article{border-top:1px solid;padding:.5rem 0}
blockquote{margin:.5rem 0;padding-left:1rem;border-left:4px solid var(--accent)}
mark{background:light-dark(#fff0a8,#5c4a00);color:inherit;scroll-margin-top:30vh}
h1,h2{line-height:1.25}h2{font-size:1.2rem}
@media print{header,form{display:none}}
`;
