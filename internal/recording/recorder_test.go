package recording_test

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/recording"
)

func TestFileIsForItsOwnerAndNotWrittenOver(t *testing.T) {
	name := filepath.Join(t.TempDir(), "traffic.jsonl")
	file, err := recording.Create(name)
	require.NoError(t, err)
	require.NoError(t, file.Close())
	info, err := os.Stat(name)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		assert.Equal(t, os.FileMode(0o600), info.Mode())
	}
	_, err = recording.Create(name)
	assert.ErrorIs(t, err, os.ErrExist)
}

// flaky is a disk that has no room for the second line, and has some again.
type flaky struct {
	bytes.Buffer
	writes int
}

var errFull = errors.New("no space left on device")

func (f *flaky) Write(p []byte) (int, error) {
	if f.writes++; f.writes == 2 {
		n, _ := f.Buffer.Write(p[:len(p)/2])
		return n, errFull
	}
	return f.Buffer.Write(p)
}

func TestNothingFollowsALineThatCouldNotBeWritten(t *testing.T) {
	disk := &flaky{}
	recorder := recording.NewRecorder(disk)
	e := recording.Exchange{Request: []byte("{}"), Status: 200, Response: []byte("{}")}
	require.NoError(t, recorder.Record(e))
	for range 2 {
		assert.ErrorIs(t, recorder.Record(e), errFull)
	}
	assert.Equal(t, 2, disk.writes)
	_, err := recording.NewPlayer(&disk.Buffer)
	assert.NoError(t, err, "only its last line is cut")
}

func TestLinesAreWholeWhenManyWrite(t *testing.T) {
	var file bytes.Buffer
	recorder := recording.NewRecorder(&file)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				assert.NoError(t, recorder.Record(recording.Exchange{Request: []byte(`{"comm":{"qq":"2837461905"}}`), Status: 200, Response: []byte(`{"code":0,"msg":"今晚的月亮"}`)}))
			}
		})
	}
	all.Wait()
	assert.Len(t, lines(t, file.String()), 160)
}

func TestHeadersOfALine(t *testing.T) {
	for _, tt := range []struct{ name, header, want string }{
		{"Content-Type", "application/json; charset=utf-8", `"headers":{"Content-Type":"application/json; charset=utf-8"}`},
		{"Content-Type", "Text/HTML", `"headers":{"Content-Type":"text/html"}`},
		{"Content-Type", "multipart/form-data; boundary=zhangsan", `"headers":{"Content-Type":"application/octet-stream"}`},
		{"Retry-After", "9", `"headers":{"Retry-After":"9"}`},
		{"Retry-After", noon.Add(90 * time.Second).Format(http.TimeFormat), `"headers":{"Retry-After":"90"}`},
		{"Retry-After", "2837461905", `"headers":{"Retry-After":"604800"}`},
		{"Retry-After", "soon", `"headers":{}`},
		{"Set-Cookie", "a=b", `"headers":{}`},
	} {
		var file bytes.Buffer
		e := recording.Exchange{Status: 503, Header: http.Header{tt.name: {tt.header}}, Unread: -1}
		require.NoError(t, recording.NewRecorderOf(1, noon, &file).Record(e))
		assert.Contains(t, file.String(), tt.want)
		assert.Contains(t, file.String(), `"responseBody":{"kind":"not read","bytes":0}`)
	}
}
