package siteserver

import (
	"net/http"
	"strings"

	"qqmusicpm/internal/picturehosts"
)

// Which pictures and videos of other hosts are loaded is asked of the user, so
// that no host need be named here; what the page reads from a host, as it does
// to save a picture, is read from the service's own alone.
var contentPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data: https:",
	"media-src 'self' https:",
	"connect-src 'self' " + strings.Join(picturehosts.Sources, " "),
	"font-src 'self'",
	"manifest-src 'self'",
	"worker-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
}, "; ")

// setPolicy puts the headers on an answer that every one has.
func setPolicy(h http.Header) {
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}
