// Package modulesize measures what the module costs a visitor, against an
// empty Go program built with the same toolchain and the same flags.
package modulesize

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// Sizes are the bytes of one file as it is, and as a server sends it.
type Sizes struct {
	Raw    int `json:"raw"`
	Gzip   int `json:"gzip"`
	Brotli int `json:"brotli"`
}

// Measure compresses data at the highest levels: gzip 9 and brotli 11.
func Measure(data []byte) (Sizes, error) {
	zipped, err := compressedSize(func(w io.Writer) (io.WriteCloser, error) {
		return gzip.NewWriterLevel(w, gzip.BestCompression)
	}, data)
	if err != nil {
		return Sizes{}, err
	}
	brotlied, err := brotliSize(data)
	return Sizes{Raw: len(data), Gzip: zipped, Brotli: brotlied}, err
}

func brotliSize(data []byte) (int, error) {
	return compressedSize(func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, brotli.BestCompression), nil
	}, data)
}

func compressedSize(compress func(io.Writer) (io.WriteCloser, error), data []byte) (int, error) {
	var out bytes.Buffer
	w, err := compress(&out)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	return out.Len(), err
}

// BuildEmpty builds a program that does nothing for js/wasm with the given
// go build flags, and returns the module.
func BuildEmpty(flags []string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "modulesize")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	source, module := filepath.Join(dir, "main.go"), filepath.Join(dir, "empty.wasm")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		return nil, err
	}
	args := append([]string{"build"}, flags...)
	build := exec.Command("go", append(args, "-o", module, source)...)
	build.Dir = dir
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building an empty program: %w\n%s", err, out)
	}
	return os.ReadFile(module)
}

// Report is the module beside the empty program.
type Report struct {
	Module Sizes `json:"module"`
	Empty  Sizes `json:"empty"`
	// Budget is how many times the empty program's brotli size the module may have.
	Budget float64 `json:"budget"`
}

// Ratio is how many times the empty program's brotli size the module has.
func (r Report) Ratio() float64 { return float64(r.Module.Brotli) / float64(r.Empty.Brotli) }

// Within tells whether the module keeps to its budget.
func (r Report) Within() bool { return r.Ratio() <= r.Budget }

func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s%12s%12s%12s\n", "bytes", "raw", "gzip -9", "brotli -11")
	row := func(name string, s Sizes) {
		fmt.Fprintf(&b, "%-22s%12d%12d%12d\n", name, s.Raw, s.Gzip, s.Brotli)
	}
	row("qqmusicpm.wasm", r.Module)
	row("empty Go program", r.Empty)
	fmt.Fprintf(&b, "%-22s%12.2f%12.2f%12.2f\n", "times the empty one",
		float64(r.Module.Raw)/float64(r.Empty.Raw), float64(r.Module.Gzip)/float64(r.Empty.Gzip), r.Ratio())
	allowed := int(r.Budget * float64(r.Empty.Brotli))
	if r.Within() {
		fmt.Fprintf(&b, "within its budget of %.2f by %d bytes", r.Budget, allowed-r.Module.Brotli)
	} else {
		fmt.Fprintf(&b, "OVER its budget of %.2f by %d bytes", r.Budget, r.Module.Brotli-allowed)
	}
	return b.String()
}
