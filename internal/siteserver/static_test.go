package siteserver

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var siteFiles = map[string]string{
	"index.html":                 "<!doctype html><title>私信</title>" + strings.Repeat("<p>你好", 200),
	"app.js":                     strings.Repeat("export const a = 1;\n", 100),
	"app.js.map":                 "{}",
	"style.css":                  "body { margin: 0 }",
	"qqmusicpm.wasm":             "\x00asm\x01\x00\x00\x00",
	"logo.png":                   "\x89PNG",
	"logo.svg":                   "<svg/>",
	"manifest.webmanifest":       "{}",
	"README":                     "plain",
	"assets/app-DkX9_a2b.js":     "1",
	"assets/app.1a2b3c4d.css":    "1",
	"assets/plain.js":            "1",
	"docs/index.html":            "<!doctype html>docs",
	".env":                       "SECRET=1",
	".git/config":                "[core]",
	"assets/.hidden-a1b2c3d4.js": "1",
}

// site makes a folder with siteFiles and serves it on 127.0.0.1.
func site(t *testing.T) (url, root string) {
	t.Helper()
	root = t.TempDir()
	for name, data := range siteFiles {
		path := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(data), 0o644))
	}
	server := httptest.NewServer(New(Config{Site: root, Gateway: http.NotFoundHandler()}))
	t.Cleanup(server.Close)
	return server.URL, root
}

// ask sends a request as it is: no encoding is added or taken off.
func ask(t *testing.T, method, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	require.NoError(t, err)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	resp, err := client.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(body)
}

func TestFilesAndTheirTypes(t *testing.T) {
	url, _ := site(t)
	const revalidate, forever = "no-cache", "public, max-age=31536000, immutable"
	for _, tt := range []struct{ path, file, contentType, cache string }{
		{"/", "index.html", "text/html; charset=utf-8", revalidate},
		{"/index.html", "index.html", "text/html; charset=utf-8", revalidate},
		{"/docs/", "docs/index.html", "text/html; charset=utf-8", revalidate},
		{"/app.js", "app.js", "text/javascript; charset=utf-8", revalidate},
		{"/app.js.map", "app.js.map", "application/json; charset=utf-8", revalidate},
		{"/style.css", "style.css", "text/css; charset=utf-8", revalidate},
		{"/qqmusicpm.wasm", "qqmusicpm.wasm", "application/wasm", revalidate},
		{"/logo.png", "logo.png", "image/png", revalidate},
		{"/logo.svg", "logo.svg", "image/svg+xml", revalidate},
		{"/manifest.webmanifest", "manifest.webmanifest", "application/manifest+json", revalidate},
		{"/README", "README", "application/octet-stream", revalidate},
		{"/assets/app-DkX9_a2b.js", "assets/app-DkX9_a2b.js", "text/javascript; charset=utf-8", forever},
		{"/assets/app.1a2b3c4d.css", "assets/app.1a2b3c4d.css", "text/css; charset=utf-8", forever},
		{"/assets/plain.js", "assets/plain.js", "text/javascript; charset=utf-8", revalidate},
	} {
		t.Run(tt.path, func(t *testing.T) {
			resp, body := ask(t, http.MethodGet, url+tt.path)
			assert.Equal(t, http.StatusOK, resp.StatusCode)
			assert.Equal(t, siteFiles[tt.file], body)
			assert.Equal(t, tt.contentType, resp.Header.Get("Content-Type"))
			assert.Equal(t, tt.cache, resp.Header.Get("Cache-Control"))
			head, nothing := ask(t, http.MethodHead, url+tt.path)
			assert.Empty(t, nothing)
			for _, name := range []string{"Content-Type", "Content-Length", "ETag", "Cache-Control"} {
				assert.Equal(t, resp.Header.Get(name), head.Header.Get(name), "HEAD %s", name)
			}
		})
	}
}

func TestPathsThatAreNotServed(t *testing.T) {
	url, root := site(t)
	outside := filepath.Join(filepath.Dir(root), "outside.txt")
	require.NoError(t, os.WriteFile(outside, []byte("outside"), 0o644))
	require.NoError(t, os.Symlink(outside, filepath.Join(root, "link.txt")))
	for _, path := range []string{
		"/nothing.js", "/docs", "/assets/", "/app.js/", "/.env", "/.git/config", "/assets/.hidden-a1b2c3d4.js", "/link.txt",
		"/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/assets/..%2f..%2foutside.txt", "/..%5coutside.txt",
		"//etc/passwd", "/assets//plain.js", "/./app.js", "/app.js%00.png", "/C:/x", "/_simulator/accounts",
	} {
		t.Run(path, func(t *testing.T) {
			conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			require.NoError(t, err)
			defer conn.Close()
			// Written by hand, since a client cleans the path.
			_, err = io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: "+strings.TrimPrefix(url, "http://")+"\r\nConnection: close\r\n\r\n")
			require.NoError(t, err)
			answer, err := io.ReadAll(conn)
			require.NoError(t, err)
			assert.Contains(t, string(answer), "404: there is no such page")
			assert.Contains(t, string(answer), "text/plain")
			assert.NotContains(t, string(answer), "outside\n")
		})
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	url, _ := site(t)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		resp, _ := ask(t, method, url+"/app.js")
		assert.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode)
		assert.Equal(t, "GET, HEAD", resp.Header.Get("Allow"))
	}
}

func TestPolicyHeadersAreOnEveryAnswer(t *testing.T) {
	url, _ := site(t)
	for _, path := range []string{"/", "/app.js", "/nothing"} {
		resp, _ := ask(t, http.MethodGet, url+path)
		assert.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
		assert.Equal(t, "no-referrer", resp.Header.Get("Referrer-Policy"))
		assert.Equal(t, "same-origin", resp.Header.Get("Cross-Origin-Opener-Policy"))
		policy := resp.Header.Get("Content-Security-Policy")
		for _, rule := range []string{
			"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self' https://y.gtimg.cn ", "font-src 'self'",
			"manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
			"img-src 'self' data: https://y.gtimg.cn ",
		} {
			assert.Contains(t, policy+";", rule)
		}
		assert.NotContains(t, policy, "unsafe-inline")
		assert.NotContains(t, policy, "'unsafe-eval'")
	}
}

func TestNegotiation(t *testing.T) {
	for accept, want := range map[string]coding{
		"":                              identity,
		"gzip":                          gzipped,
		"br":                            brotlied,
		"gzip, deflate, br, zstd":       brotlied,
		"GZIP":                          gzipped,
		"gzip;q=1.0, br;q=0.5":          gzipped,
		"gzip; q=0.5 , br;q=0.5":        brotlied,
		"br;q=0, gzip;q=0":              identity,
		"br;q=0, *":                     gzipped,
		"*":                             brotlied,
		"*;q=0":                         identity,
		"identity, br;q=0.5":            identity,
		"identity;q=0.1, gzip;q=0.5":    gzipped,
		"br;q=nonsense, gzip;q=0.001":   gzipped,
		"br;q=2, gzip;q=-1":             identity,
		"deflate, zstd":                 identity,
		",,br;q=0.9,":                   brotlied,
		"identity;q=0.5, *;q=0, br;q=1": brotlied,
	} {
		assert.Equal(t, want, negotiate(accept), "Accept-Encoding: %s", accept)
	}
}

func TestEncodedFilesAreTheSameFiles(t *testing.T) {
	url, _ := site(t)
	plain, _ := ask(t, http.MethodGet, url+"/")
	tags := map[string]bool{plain.Header.Get("ETag"): true}
	for _, c := range []coding{brotlied, gzipped} {
		resp, body := ask(t, http.MethodGet, url+"/", "Accept-Encoding", string(c))
		assert.Equal(t, string(c), resp.Header.Get("Content-Encoding"))
		assert.Equal(t, "Accept-Encoding", resp.Header.Get("Vary"))
		assert.Less(t, len(body), len(siteFiles["index.html"]))
		assert.EqualValues(t, len(body), resp.ContentLength)
		var r io.Reader = brotli.NewReader(strings.NewReader(body))
		if c == gzipped {
			var err error
			r, err = gzip.NewReader(strings.NewReader(body))
			require.NoError(t, err)
		}
		decoded, err := io.ReadAll(r)
		require.NoError(t, err)
		assert.Equal(t, siteFiles["index.html"], string(decoded))
		assert.False(t, tags[resp.Header.Get("ETag")], "each representation has a tag of its own")
		tags[resp.Header.Get("ETag")] = true
	}
	resp, _ := ask(t, http.MethodGet, url+"/logo.png", "Accept-Encoding", "br")
	assert.Empty(t, resp.Header.Get("Content-Encoding"), "a picture is compressed already")
	assert.Empty(t, resp.Header.Get("Vary"))
}

func TestRevalidation(t *testing.T) {
	url, root := site(t)
	resp, _ := ask(t, http.MethodGet, url+"/app.js", "Accept-Encoding", "br")
	tag := resp.Header.Get("ETag")
	assert.Regexp(t, `^"[0-9a-f]{24}-br"$`, tag, "strong")
	for _, tt := range []struct {
		header string
		status int
	}{
		{tag, http.StatusNotModified},
		{"W/" + tag, http.StatusNotModified},
		{`"x", ` + tag, http.StatusNotModified},
		{"*", http.StatusNotModified},
		{`"x"`, http.StatusOK},
		{strings.Replace(tag, "-br", "-gzip", 1), http.StatusOK},
	} {
		resp, body := ask(t, http.MethodGet, url+"/app.js", "Accept-Encoding", "br", "If-None-Match", tt.header)
		assert.Equal(t, tt.status, resp.StatusCode, tt.header)
		assert.Equal(t, tag, resp.Header.Get("ETag"))
		if tt.status == http.StatusNotModified {
			assert.Empty(t, body)
			assert.Equal(t, "Accept-Encoding", resp.Header.Get("Vary"))
		}
	}
	path := filepath.Join(root, "app.js")
	require.NoError(t, os.WriteFile(path, []byte(strings.ReplaceAll(siteFiles["app.js"], "1", "2")), 0o644))
	require.NoError(t, os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
	resp, _ = ask(t, http.MethodGet, url+"/app.js", "Accept-Encoding", "br", "If-None-Match", tag)
	assert.Equal(t, http.StatusOK, resp.StatusCode, "a file that was built again is noticed, of the same size too")
}

func TestFilesAreCompressedOnce(t *testing.T) {
	f := newFile([]byte(strings.Repeat("a", 1000)), time.Time{})
	for _, c := range []coding{brotlied, gzipped} {
		first, second := f.in(c), f.in(c)
		assert.Same(t, &first[0], &second[0])
	}
	assert.True(t, bytes.Equal(f.data, f.in(identity)))
}
