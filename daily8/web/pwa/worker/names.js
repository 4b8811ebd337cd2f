/* Caches that bear other names with this beginning are of an older worker, and go. */
const OURS = "daily8-";
const SHELL = `${OURS}shell-${SITE.version}`;
const PAGES = `${OURS}pages-1`;
const PICTURES = `${OURS}pictures-1`;
/* One cache for each saved page, named by its path without the language: to unsave is to delete it. */
const SAVED = `${OURS}saved-1`;
/* What a reader wants of this worker; there is no other store that pages and workers share. */
const CHOICES = `${OURS}choices-1`;
const NO_HISTORY = "/no-history";

const CODES = Object.keys(SITE.languages);
const OWN_PAGES = CODES.flatMap((code) => SITE.languages[code].pages);
const IN_LANGUAGE = new RegExp(`^/(${CODES.join("|")})(?=/|$)`);
const FILE = /^\/static\/(?:css|js|images|vendor)\/.+\.[0-9a-f]{12}\.[a-z0-9]+$/;
const PICTURE = /^\/picture\/\d+\/[^/]+\/(.+)$/;
const OPERATORS = /^\/[a-z-]+\/(?:admin|accounts)(?:\/|$)/;
const SIGN_OUT = /^\/[a-z-]+\/(?:admin|accounts?)\/logout\/?$/;
const CAN_BE_SAVED = new RegExp(`^/(${CODES.join("|")})(/(?:article|story)/[0-9a-f]{32})$`);
