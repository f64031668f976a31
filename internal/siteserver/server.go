// Package siteserver serves the built site and a gateway on one origin, to this
// machine alone: static files with the headers a public host would send, and
// either the simulator or a relay to the real service behind the gateway paths.
package siteserver

import (
	"net/http"
	"strings"

	"qqmusicpm/internal/gateway"
)

// Config is what a server is made of.
type Config struct {
	// Site is the folder of static files.
	Site string
	// Gateway answers the gateway paths: the simulator or a [Relay].
	Gateway http.Handler
	// Control answers the paths under /_simulator/; nil means that they are
	// not there.
	Control http.Handler
}

// New returns the handler of the site. It answers only requests whose Host is
// a loopback name: a page of another site could otherwise reach it by DNS
// rebinding.
func New(c Config) http.Handler {
	static := newStatic(c.Site)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case !localHost(r):
			http.Error(w, "this server answers localhost only", http.StatusMisdirectedRequest)
		case path == gateway.UnsignedPath, path == gateway.SignedPath:
			c.Gateway.ServeHTTP(w, r)
		case strings.HasPrefix(path, gateway.ControlPrefix) && c.Control != nil:
			c.Control.ServeHTTP(w, r)
		default:
			static.ServeHTTP(w, r)
		}
	})
}
