/* A kept page as it is shown: with a word on its age, and in the theme that is chosen now. */
const show = async (kept, language, said) => {
  const words = SITE.languages[language];
  const at = (kept.headers.get(AT) ?? "").replace(/[^0-9TZ:.-]/g, "");
  const note = words[said].replace("<kept-age ", () => `<kept-age data-at="${at}" `);
  const html = (await inTheme(await kept.text()))
    .replace("</head>", (end) => `${words.head}${end}`)
    .replace("<main ", (main) => `${note}${main}`);
  return new Response(html, { headers: kept.headers });
};

/* A page that the browser fills itself is never old; only the day at its head would be. */
const showOwn = async (kept, language, said = "nothing") => {
  const day = new Intl.DateTimeFormat(SITE.languages[language].locale, { dateStyle: "full" }).format();
  const html = await kept.text();
  const today = html.replace(/(class="masthead__date">\s*<time [^>]*>)[^<]*/, (_, head) => head + day);
  return show(new Response(today, { headers: kept.headers }), language, said);
};

const inTheme = async (html) => {
  // Without this interface the page keeps the theme that it was read in.
  if (!self.cookieStore) return html;
  const theme = (await cookie("theme")) ?? "";
  const bare = html.replace(/(<html [^>]*?) data-theme="[a-z]*"/, "$1");
  return ["light", "dark"].includes(theme) ? bare.replace("<html ", `<html data-theme="${theme}" `) : bare;
};

const cookie = async (name) => (await self.cookieStore?.get(name).catch(() => null))?.value;

const languageOf = async (path) => {
  const written = IN_LANGUAGE.exec(path)?.[1];
  if (written) return written;
  const wanted = [await cookie(SITE.languageCookie), ...navigator.languages.map((code) => code.split("-")[0])];
  return wanted.find((code) => CODES.includes(code)) ?? SITE.defaultLanguage;
};
