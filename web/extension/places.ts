// The hosts that the extension has to do with, besides those of pictures (web/common/picture-hosts.gen.json). There are no
// others: the content policy of its pages forbids them.

/** The origin of the gateway. */
export const gatewayOrigin = "https://u.y.qq.com";

/** Where people log in. */
export const siteAddress = "https://y.qq.com/";

/**
 * The hosts whose cookies are read. The login may be a cookie of `.y.qq.com` or of `.qq.com`, and one that is not for
 * https alone: the browser tells of changes only for these very hosts and schemes. `qq.com` means none of its subdomains.
 */
export const cookieOrigins = ["*://y.qq.com/*", "*://qq.com/*"];
