package native

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
)

func TestAnswersTooLong(t *testing.T) {
	stream := func(w http.ResponseWriter, text string) {
		w.(http.Flusher).Flush() // no Content-Length
		_, _ = w.Write([]byte(text))
	}
	zipped := func(w http.ResponseWriter, text string) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(text))
		_ = z.Close()
	}
	plain := func(w http.ResponseWriter, text string) { _, _ = w.Write([]byte(text)) }
	for name, write := range map[string]func(http.ResponseWriter, string){"with its length": plain, "streamed": stream, "compressed": zipped} {
		t.Run(name, func(t *testing.T) {
			for size, fits := range map[int]bool{10: true, 11: false, 1 << 20: false} {
				response, err := post(t, t.Context(), nil, 10, func(w http.ResponseWriter, _ *http.Request) { write(w, strings.Repeat("a", size)) })
				if fits {
					require.NoError(t, err)
					assert.Len(t, response.Body, size)
					continue
				}
				assert.Same(t, core.ErrBodyTooLarge, err)
			}
		})
	}
	response, err := post(t, t.Context(), nil, math.MaxInt64, func(w http.ResponseWriter, _ *http.Request) { plain(w, "a") })
	require.NoError(t, err)
	assert.Len(t, response.Body, 1)
}

// watched counts what is read of the bodies of answers, and how many are open.
type watched struct {
	http.RoundTripper
	read, open int
}

func (w *watched) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := w.RoundTripper.RoundTrip(request)
	if err == nil {
		w.open++
		answer.Body = &watchedBody{ReadCloser: answer.Body, by: w}
	}
	return answer, err
}

type watchedBody struct {
	io.ReadCloser
	by *watched
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.by.read += n
	return n, err
}

func (b *watchedBody) Close() error {
	b.by.open--
	return b.ReadCloser.Close()
}

func TestNoMoreIsReadThanIsNeededAndEveryBodyIsClosed(t *testing.T) {
	answer := func(status, size int, stream bool) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			if stream {
				w.(http.Flusher).Flush()
			}
			_, _ = w.Write(make([]byte, size))
		}
	}
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		read   int
	}{
		"fits":                           {answer(200, 10, false), 10},
		"too long, with its length":      {answer(200, 1000, false), 0},
		"too long, streamed":             {answer(200, 1<<20, true), 11},
		"busy":                           {answer(503, 1000, false), 0},
		"moved":                          {answer(307, 1000, true), 0},
		"not found":                      {answer(404, 1000, true), 0},
		"no content":                     {answer(204, 0, false), 0},
		"partial content, which is none": {answer(206, 5, false), 0},
		"cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			_, _ = w.Write(make([]byte, 5))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			bodies := &watched{RoundTripper: http.DefaultTransport}
			_, _ = post(t, t.Context(), &http.Client{Transport: bodies}, 10, c.handle)
			assert.Equal(t, c.read, bodies.read, "bytes read")
			assert.Zero(t, bodies.open, "open bodies")
		})
	}
}

func TestABombOfZerosEndsAtTheLimit(t *testing.T) {
	const limit, size, piece = 1 << 16, 1 << 30, 1 << 20
	var zeros bytes.Buffer // one piece; a gzip file may have many
	z, err := gzip.NewWriterLevel(&zeros, gzip.BestCompression)
	require.NoError(t, err)
	_, err = z.Write(make([]byte, piece))
	require.NoError(t, err)
	require.NoError(t, z.Close())

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = post(t, t.Context(), nil, limit, func(w http.ResponseWriter, r *http.Request) {
		require.Equal(t, "gzip", r.Header.Get("Accept-Encoding"))
		w.Header().Set("Content-Encoding", "gzip")
		for range size / piece {
			if _, err := w.Write(zeros.Bytes()); err != nil {
				return
			}
		}
	})
	runtime.ReadMemStats(&after)
	assert.Same(t, core.ErrBodyTooLarge, err)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(32*limit), "bytes allocated")
}

func TestTheLengthOfACompressedBodyIsNotThatOfThePlainOne(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte("answer"))
	_ = z.Close()
	answer := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", strconv.Itoa(zipped.Len()))
		_, _ = w.Write(zipped.Bytes())
	}
	response, err := post(t, t.Context(), nil, 6, answer)
	require.NoError(t, err)
	assert.Equal(t, "answer", string(response.Body))
	_, err = post(t, t.Context(), nil, 5, answer)
	assert.Same(t, core.ErrBodyTooLarge, err)
}
