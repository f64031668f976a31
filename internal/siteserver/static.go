package siteserver

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// contentTypes names the files a site is made of; others are sent as plain
// bytes, which no browser runs.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".gif":         "image/gif",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json; charset=utf-8",
	".map":         "application/json; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".ts":          "text/plain; charset=utf-8",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff2":       "font/woff2",
	".zip":         "application/zip",
}

// compressed files gain nothing from another coding.
var compressed = map[string]bool{".gif": true, ".jpg": true, ".png": true, ".webp": true, ".woff2": true, ".zip": true}

// hashed is the name of a file that never changes: a build puts a hash of its
// content in it.
var hashed = regexp.MustCompile(`^assets/.*[-.][0-9A-Za-z_-]{8,}\.[0-9a-z]+$`)

// static serves a folder. Files are read and compressed once for each version
// of them, and kept in memory.
type static struct {
	root string

	mu    sync.Mutex
	files map[string]*file
}

// file is one version of a file.
type file struct {
	size     int64
	modified time.Time
	data     []byte
	hash     string
	brotli   func() []byte // compresses at the first call
	gzip     func() []byte
}

func newStatic(root string) *static {
	return &static{root: root, files: map[string]*file{}}
}

func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setPolicy(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name, ok := fileName(r.URL.Path)
	if !ok {
		notFound(w)
		return
	}
	f, err := s.open(name)
	if err != nil {
		notFound(w)
		return
	}
	s.send(w, r, name, f)
}

func notFound(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-cache")
	http.Error(w, "404: there is no such page", http.StatusNotFound)
}

// fileName turns a URL path into a path inside the site. It refuses dotfiles
// and whatever could lead out.
func fileName(urlPath string) (string, bool) {
	name := strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00:") {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return name, true
}

// open returns the current version of a file. The root is opened as one that
// no link inside it leads out of.
func (s *static) open(name string) (*file, error) {
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	opened, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[name]; f != nil && f.size == info.Size() && f.modified.Equal(info.ModTime()) {
		return f, nil
	}
	data, err := io.ReadAll(opened)
	if err != nil {
		return nil, err
	}
	f := newFile(data, info.ModTime())
	s.files[name] = f
	return f, nil
}

func newFile(data []byte, modified time.Time) *file {
	sum := sha256.Sum256(data)
	return &file{
		size:     int64(len(data)),
		modified: modified,
		data:     data,
		hash:     hex.EncodeToString(sum[:12]),
		brotli:   sync.OnceValue(func() []byte { return compress(data, brotlied) }),
		gzip:     sync.OnceValue(func() []byte { return compress(data, gzipped) }),
	}
}

func (f *file) in(c coding) []byte {
	switch c {
	case brotlied:
		return f.brotli()
	case gzipped:
		return f.gzip()
	}
	return f.data
}

func (s *static) send(w http.ResponseWriter, r *http.Request, name string, f *file) {
	h := w.Header()
	ext := path.Ext(name)
	contentType, ok := contentTypes[ext]
	if !ok {
		contentType = "application/octet-stream"
	}
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	if hashed.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	used := identity
	if !compressed[ext] {
		h.Set("Vary", "Accept-Encoding")
		used = negotiate(r.Header.Get("Accept-Encoding"))
	}
	tag := `"` + f.hash + `"`
	if used != identity {
		h.Set("Content-Encoding", string(used))
		tag = `"` + f.hash + "-" + string(used) + `"`
	}
	h.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.in(used)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // a browser that went away is no fault of ours
	}
}

// matches reports whether an If-None-Match header holds a tag. Weak tags
// compare equal here (RFC 9110 §13.1.2).
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return true
		}
	}
	return false
}
