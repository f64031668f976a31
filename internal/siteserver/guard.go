package siteserver

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// localHost reports whether a request names this machine, and the port it came
// in by.
func localHost(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil { // without a port it means that of http
		host, port = strings.Trim(r.Host, "[]"), "80"
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if _, listening, err := net.SplitHostPort(local.String()); err == nil && listening != port {
			return false
		}
	}
	return IsLoopback(host)
}

// IsLoopback reports whether host is localhost or a loopback address. No name
// is looked up.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// samePage reports whether a request comes from a page of this server, or from
// no page at all.
func samePage(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && u.Host == r.Host
}
