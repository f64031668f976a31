package siteserver

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// coding is a content coding of HTTP.
type coding string

const (
	identity coding = ""
	gzipped  coding = "gzip"
	brotlied coding = "br"
)

// brotliLevel keeps the first request of a module of some megabytes near a quarter
// of a second; 9 gains 1% for many times that.
const brotliLevel = 6

// negotiate returns the best coding that an Accept-Encoding header allows
// (RFC 9110 §12.5.3): of equal weights brotli before gzip before none.
func negotiate(accept string) coding {
	weights := parseWeights(accept)
	best, weight := identity, 0.0
	for _, c := range []coding{brotlied, gzipped} {
		q, named := weights[string(c)]
		if !named {
			q = weights["*"]
		}
		if q > weight {
			best, weight = c, q
		}
	}
	if q, named := weights["identity"]; named && q > weight {
		return identity
	}
	return best
}

func parseWeights(accept string) map[string]float64 {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		weights[name] = weightOf(params)
	}
	return weights
}

// weightOf reads a q-value; one that cannot be read counts as 0, which refuses.
func weightOf(params string) float64 {
	value, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(params, " ", "")), "q=")
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// compress returns data in a coding.
func compress(data []byte, c coding) []byte {
	var buf bytes.Buffer
	var w io.WriteCloser
	switch c {
	case brotlied:
		w = brotli.NewWriterLevel(&buf, brotliLevel)
	case gzipped:
		w, _ = gzip.NewWriterLevel(&buf, gzip.BestCompression) // the level is a valid one
	default:
		return data
	}
	if _, err := w.Write(data); err != nil {
		panic(err) // a bytes.Buffer takes all writes
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}
