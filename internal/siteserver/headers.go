package siteserver

import (
	"net/http"
	"strings"

	"qqmusicpm/internal/picturehosts"
)

var contentPolicy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' data: " + strings.Join(picturehosts.Sources, " "),
	// An export fetches pictures to save them.
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
