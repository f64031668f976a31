package gateway

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"regexp"
	"strings"
)

const mediaPrefix = ControlPrefix + "media/"

var mediaName = regexp.MustCompile(`^[a-z0-9-]{1,64}\.(svg|png)$`)

// mediaURL is the site-relative address of a picture that the simulator draws.
// The name alone decides what it looks like.
func mediaURL(name string) string { return mediaPrefix + name }

// serveMedia draws a picture: pixels for .png, shapes for .svg.
func serveMedia(w http.ResponseWriter, name string) {
	if !mediaName.MatchString(name) {
		http.Error(w, "no such picture", http.StatusNotFound)
		return
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	seed := h.Sum32()
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if strings.HasSuffix(name, ".svg") {
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		_, _ = w.Write(drawSVG(seed))
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(drawPNG(seed))
}

func drawSVG(seed uint32) []byte {
	hue := seed % 360
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">`+
		`<rect width="96" height="96" fill="hsl(%d 55%% 45%%)"/><circle cx="%d" cy="%d" r="%d" fill="hsl(%d 65%% 65%%)"/>`+
		`<path d="M40 66a9 7 0 1 1-6-7V28l28-6v36a9 7 0 1 1-6-7V36l-16 4z" fill="#fff" fill-opacity=".85"/></svg>`,
		hue, 20+seed>>9%56, 20+seed>>15%56, 18+seed>>21%20, (hue+140)%360)
}

func drawPNG(seed uint32) []byte {
	const width, height = 240, 160
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, color.RGBA{
				R: uint8(uint32(x) + seed),
				G: uint8(uint32(y) + seed>>8),
				B: uint8(uint32(x+y)/2 + seed>>16),
				A: 255,
			})
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err) // a bytes.Buffer takes all writes
	}
	return buf.Bytes()
}
